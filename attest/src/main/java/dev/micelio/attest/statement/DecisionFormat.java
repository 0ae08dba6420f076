package dev.micelio.attest.statement;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.schema.Item;
import dev.micelio.attest.statement.Decision.Policy;
import dev.micelio.attest.statement.Decision.Why;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.HexFormat;
import java.util.List;

/// A decision as canonical CBOR.
final class DecisionFormat {
  private static final String ALLOW = "allow";
  private static final String DENY = "deny";

  private DecisionFormat() {}

  static Decision read(Cbor payload, Reasons reasons) {
    var whole = Item.whole(payload, reasons);
    var members = whole.members();
    members.version(Statement.VERSION);
    var base = CheckRunFormat.base(members.at("base").members());
    var tree = members.at("tree").digest();
    var policy = policy(members.at("policy"));
    var project = ProjectId.of(members.at("project").bytes(ProjectId.SIZE_BYTES));
    var because = members.at("reasons").list(0, DecisionFormat::why);
    String session = members.at("session").hex(CheckRunFormat.SESSION_ID_BYTES);
    String verdict = members.at("verdict").word(List.of(ALLOW, DENY));
    var attestations = attestations(members.at("attestations"));
    members.end();
    boolean allowed = verdict.equals(ALLOW);
    if (verdict.equals(DENY) && because.isEmpty()) {
      whole.add(Code.SCHEMA_EMPTY, "a reason, because the verdict is deny", "none");
    }
    return new Decision(project, session, base, tree, policy, allowed, attestations, because);
  }

  private static Policy policy(Item item) {
    var members = item.members();
    var policy = new Policy(members.at("sha256").digest(), members.at("version").atLeast(0));
    members.end();
    return policy;
  }

  private static List<Digest> attestations(Item item) {
    var ids = item.list(0, Item::digest);
    if (ids.size() > Decision.ATTESTATIONS_MAX) {
      item.add(
          Code.SCHEMA_RANGE, "at most " + Decision.ATTESTATIONS_MAX, String.valueOf(ids.size()));
    }
    return ids;
  }

  private static Why why(Item item) {
    var members = item.members();
    var why = new Why(members.at("code").name(), members.at("about").text());
    members.end();
    return why;
  }

  static Cbor.Map write(Decision decision) {
    return Cbor.map()
        .put("v", Cbor.of(Statement.VERSION))
        .put("base", CheckRunFormat.write(decision.base()))
        .put("tree", Cbor.of(decision.tree()))
        .put(
            "policy",
            Cbor.map()
                .put("sha256", Cbor.of(decision.policy().sha256()))
                .put("version", Cbor.of(decision.policy().version()))
                .build())
        .put("project", Cbor.of(decision.project().bytes()))
        .put("reasons", Cbor.array(decision.reasons().stream().map(DecisionFormat::write).toList()))
        .put("session", Cbor.of(HexFormat.of().parseHex(decision.session())))
        .put("verdict", Cbor.of(decision.allowed() ? ALLOW : DENY))
        .put("attestations", Cbor.array(decision.attestations().stream().map(Cbor::of).toList()))
        .build();
  }

  private static Cbor write(Why why) {
    return Cbor.map().put("code", Cbor.of(why.code())).put("about", Cbor.of(why.about())).build();
  }
}
