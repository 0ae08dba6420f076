package dev.micelio.attest.vectors;

import static dev.micelio.attest.vectors.Collected.ACCEPT;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Decision;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Endorsements, revocations and decisions.
final class StatementVectors {
  private static final String SESSION = "018f6f2e9c3b7a6e8d1c2b3a4f5e6d7c";
  private static final Digest A = new Digest(1, 2, 3, 4);
  private static final Digest B = new Digest(5, 6, 7, 8);

  private StatementVectors() {}

  static List<Vector> all() {
    var all = new Collected();
    accepted(all);
    kinds(all);
    endorsements(all);
    revocations(all);
    decisions(all);
    return all.list();
  }

  private static Draft policy() {
    return endorse(new Endorsement.Of.PolicyChange(A, B));
  }

  private static Draft landing() {
    return endorse(new Endorsement.Of.Landing(SESSION, A));
  }

  private static Draft result() {
    return endorse(new Endorsement.Of.Result(A));
  }

  private static Draft endorse(Endorsement.Of of) {
    return Draft.of(new Endorsement(Draft.PROJECT, of, "read and tried"));
  }

  private static Draft revocation() {
    KeyId key = GoldenKey.another().publicKey().id();
    return Draft.of(new Revocation(Draft.PROJECT, key, 184223, "laptop stolen"));
  }

  private static Draft allow() {
    return Draft.of(decision(true, List.of()));
  }

  private static Draft deny() {
    return Draft.of(decision(false, List.of(new Decision.Why("CHECK_MISSING", "check unit"))));
  }

  private static Statement decision(boolean allowed, List<Decision.Why> reasons) {
    var base = new CheckRun.Base(B, 41);
    return new Decision(
        Draft.PROJECT, SESSION, base, A, new Decision.Policy(B, 17), allowed, List.of(A), reasons);
  }

  private static void accepted(Collected all) {
    all.add("endorse-policy", ACCEPT, "a change of the policy", policy())
        .add("endorse-landing", ACCEPT, "a landing", landing())
        .add("endorse-result", ACCEPT, "results under a check key", result())
        .add("endorse-why-empty", ACCEPT, "nothing said why", policy().set("why", ""))
        .add("revoke", ACCEPT, "a key that was stolen", revocation())
        .add("revoke-0", ACCEPT, "a key that never counted", revocation().set("after", 0))
        .add(
            "revoke-max",
            ACCEPT,
            "a key that counts for a long time yet",
            revocation().set("after", Long.MAX_VALUE))
        .add(
            "revoke-itself",
            ACCEPT,
            "a key revokes itself",
            Draft.of(new Revocation(Draft.PROJECT, GoldenKey.signer().publicKey().id(), 1, "")))
        .add("decision-allow", ACCEPT, "it may land", allow())
        .add("decision-deny", ACCEPT, "it may not land", deny())
        .add(
            "decision-allow-reasons",
            ACCEPT,
            "it may land, with something to remark",
            allow().set("reasons", deny().get("reasons")))
        .add(
            "decision-attestations-64",
            ACCEPT,
            "64 attestations",
            allow().set("attestations", Cbor.array(Collections.nCopies(64, Cbor.of(A)))))
        .add(
            "decision-empty",
            ACCEPT,
            "before the first landing, by a policy of version 0, on no evidence",
            allow()
                .set("base.position", 0)
                .set("policy.version", 0)
                .set("attestations", Cbor.array()));
  }

  /// Each kind where another is asked for.
  private static void kinds(Collected all) {
    for (var draft : List.of(policy(), revocation(), allow(), Draft.small())) {
      byte[] file = draft.file();
      Arrays.stream(StatementType.values())
          .filter(asked -> asked != draft.type())
          .forEach(asked ->
              all.add(
                  "hdr-type-" + draft.type().word() + "-for-" + asked.word(),
                  asked,
                  "HDR_TYPE",
                  "a good " + draft.type().word() + " where " + asked.word() + " is asked for",
                  file));
    }
  }

  private static void endorsements(Collected all) {
    var key = result().get("result");
    all.add("endorse-v2", "SCHEMA_VERSION", "version 2", policy().set("v", 2))
        .add(
            "endorse-of-unknown",
            "SCHEMA_ENUM",
            "of something that nobody knows",
            policy().set("of", "release"))
        .add(
            "endorse-of-other",
            "SCHEMA_KIND",
            "of a landing, with the member policy",
            policy().set("of", "landing"))
        .add(
            "endorse-of-both",
            "SCHEMA_KIND",
            "of a policy, with the member result too",
            policy().set("result", key))
        .add(
            "endorse-of-none",
            "SCHEMA_KIND",
            "of a policy, without the member",
            policy().without("policy"))
        .add("endorse-of-missing", "SCHEMA_MISSING", "nothing said of what", policy().without("of"))
        .add("endorse-why-missing", "SCHEMA_MISSING", "no why", policy().without("why"))
        .add(
            "endorse-old-missing",
            "SCHEMA_MISSING",
            "not said what is changed",
            policy().without("policy.old"))
        .add(
            "endorse-more",
            "SCHEMA_UNKNOWN",
            "a version more in policy",
            policy().set("policy.version", 18))
        .add(
            "endorse-landing-more",
            "SCHEMA_UNKNOWN",
            "a position more in landing",
            landing().set("landing.position", 1))
        .add(
            "endorse-result-more",
            "SCHEMA_UNKNOWN",
            "a name more in result",
            result().set("result.name", "unit"))
        .add("endorse-why-nul", "SCHEMA_TEXT", "a NUL in why", policy().set("why", "a\0b"))
        .add(
            "endorse-new-type",
            "SCHEMA_TYPE",
            "a digest as text",
            policy().set("policy.new", A.toString()))
        .add(
            "endorse-new-size",
            "SCHEMA_SIZE",
            "a digest of 31 bytes",
            policy().set("policy.new", Hand.zeros(31)))
        .add(
            "endorse-session-size",
            "SCHEMA_SIZE",
            "a session of 32 bytes",
            landing().set("landing.session", Hand.zeros(32)))
        .add(
            "endorse-project",
            "BIND_PROJECT",
            "another project in the payload",
            policy().set("project", Cbor.of(Draft.ANOTHER.bytes())))
        .add(
            "endorse-signed-elsewhere",
            "SIG_BAD",
            "signed for another project",
            policy().forProject(Draft.ANOTHER))
        .add(
            "endorse-sub-old",
            "CLAIM_SUB",
            "sub names the old policy",
            policy().header("15.2", "policy:" + B))
        .add(
            "endorse-sub-tree",
            "CLAIM_SUB",
            "sub names a tree with the policy's digits",
            policy().header("15.2", "tree:" + A))
        .add(
            "endorse-landing-sub",
            "CLAIM_SUB",
            "sub names a check with the tree's digits",
            landing().header("15.2", "check:" + A))
        .add(
            "endorse-result-sub",
            "CLAIM_SUB",
            "sub names a key with the check key's digits",
            result().header("15.2", "key:" + A.hex()))
        .add("endorse-expired", "TIME_EXPIRED", "exp is now", policy().header("15.4", Draft.NOW));
  }

  private static void revocations(Collected all) {
    all.add(
            "revoke-sub-sha256",
            "CLAIM_SUB",
            "sub names the key as a digest",
            revocation().header("15.2", "key:sha256:" + GoldenKey.another().publicKey().id()))
        .add(
            "revoke-sub-own",
            "CLAIM_SUB",
            "sub names the key that signs",
            revocation().header("15.2", "key:" + GoldenKey.signer().publicKey().id()))
        .add(
            "revoke-after-negative",
            "SCHEMA_RANGE",
            "behind the landing -1",
            revocation().set("after", -1))
        .add(
            "revoke-after-text",
            "SCHEMA_TYPE",
            "the landing as text",
            revocation().set("after", "184223"))
        .add(
            "revoke-after-missing",
            "SCHEMA_MISSING",
            "not said behind which landing",
            revocation().without("after"))
        .add(
            "revoke-key-short",
            "SCHEMA_SIZE",
            "half a key id",
            revocation().set("key", Hand.zeros(16)))
        .add(
            "revoke-more",
            "SCHEMA_UNKNOWN",
            "an effect of an earlier draft",
            revocation().set("effect", "quarantine"))
        .add(
            "revoke-reason-nul",
            "SCHEMA_TEXT",
            "a NUL as the reason",
            revocation().set("reason", "\0"))
        .add(
            "revoke-project",
            "BIND_PROJECT",
            "another project in the payload",
            revocation().set("project", Hand.zeros(16)));
  }

  private static void decisions(Collected all) {
    all.add(
            "decision-deny-empty",
            "SCHEMA_EMPTY",
            "it may not land, and nothing says why",
            deny().set("reasons", Cbor.array()))
        .add(
            "decision-verdict",
            "SCHEMA_ENUM",
            "a verdict that nobody knows",
            allow().set("verdict", "accept"))
        .add(
            "decision-attestations-65",
            "SCHEMA_RANGE",
            "65 attestations",
            allow().set("attestations", Cbor.array(Collections.nCopies(65, Cbor.of(A)))))
        .add(
            "decision-attestation-size",
            "SCHEMA_SIZE",
            "an attestation of 20 bytes",
            allow().set("attestations[0]", Hand.zeros(20)))
        .add(
            "decision-version-negative",
            "SCHEMA_RANGE",
            "a policy of version -1",
            allow().set("policy.version", -1))
        .add(
            "decision-position-negative",
            "SCHEMA_RANGE",
            "a base at -1",
            allow().set("base.position", -1))
        .add(
            "decision-policy-missing",
            "SCHEMA_MISSING",
            "not said by which policy",
            allow().without("policy"))
        .add(
            "decision-session-missing",
            "SCHEMA_MISSING",
            "not said about which session",
            allow().without("session"))
        .add("decision-more", "SCHEMA_UNKNOWN", "a member more", allow().set("note", "hello"))
        .add(
            "decision-policy-more",
            "SCHEMA_UNKNOWN",
            "a member more in policy",
            allow().set("policy.name", "mic.toml"))
        .add(
            "decision-reason-more",
            "SCHEMA_UNKNOWN",
            "a member more in a reason",
            deny().set("reasons[0].found", "none"))
        .add(
            "decision-reason-control",
            "SCHEMA_NAME",
            "an escape sequence in a reason's code",
            deny().set("reasons[0].code", "\u001b[2J"))
        .add(
            "decision-reason-long",
            "SCHEMA_NAME",
            "a reason's code of 129 bytes",
            deny().set("reasons[0].code", "C".repeat(129)))
        .add(
            "decision-about-nul",
            "SCHEMA_TEXT",
            "a NUL in what a reason is about",
            deny().set("reasons[0].about", "a\0"))
        .add(
            "decision-tree-map",
            "SCHEMA_TYPE",
            "the tree as a check run has it",
            allow().set("tree", Cbor.map().put("sha256", Cbor.of(A)).build()))
        .add(
            "decision-sub-base",
            "CLAIM_SUB",
            "sub names the tree of the base",
            allow().header("15.2", "tree:" + B))
        .add(
            "decision-project",
            "BIND_PROJECT",
            "another project in the payload",
            deny().set("project", Hand.zeros(16)));
  }
}
