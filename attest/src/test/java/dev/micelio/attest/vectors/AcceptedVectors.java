package dev.micelio.attest.vectors;

import static dev.micelio.attest.vectors.Collected.ACCEPT;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.twin.InToto;
import dev.micelio.core.cbor.Cbor;
import java.util.List;

/// What stands just within the rules.
final class AcceptedVectors {
  private static final String STORE = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-";

  private AcceptedVectors() {}

  static void addTo(Collected all) {
    sizes(all);
    members(all);
    times(all);
    checks(all);
    twins(all);
  }

  private static void sizes(Collected all) {
    all.add(
            "accept-size-262144",
            ACCEPT,
            "a file as large as a file can be",
            Sized.file(Envelope.SIZE_BYTES_MAX))
        .add("accept-checks-256", ACCEPT, "256 checks", Many.checks(256));
  }

  private static void members(Collected all) {
    all.add(
            "accept-least",
            ACCEPT,
            "no member that may be left out, and every list empty that may be",
            least())
        .add(
            "accept-every",
            ACCEPT,
            "every member that may be left out",
            Draft.golden().set("session.agent.model", "example-model"))
        .add(
            "accept-nix-unused",
            ACCEPT,
            "said of Nix, and of a machine that no policy here asks about",
            Draft.golden().set("env.isolation", "same-user").set("env.nix.impl", "lix"))
        .add("accept-names", ACCEPT, "names of 128 bytes, and of none", names())
        .add(
            "accept-name-64",
            ACCEPT,
            "a check's name of 64 letters",
            Extra.with(Extra.check("0" + "a.b-c_d".repeat(9))))
        .add(
            "accept-letters",
            ACCEPT,
            "letters beyond ASCII, two of them not normalised",
            Draft.golden()
                .set("env.os", "\u00c5ngstr\u00f6m e\u0301 \ud83d\ude42")
                .set("session.principal", "user:\u0640\u202e"))
        .add(
            "accept-position",
            ACCEPT,
            "positions and sizes of 2^63 - 1",
            Draft.golden()
                .set("base.position", Long.MAX_VALUE)
                .set("checks[0].nix.outputs[0].nar_size", Long.MAX_VALUE))
        .add(
            "accept-position-0",
            ACCEPT,
            "before the first landing",
            Draft.golden().set("base.position", 0));
    path(all, "name-1", "a store path's name of one letter", STORE + "?");
    path(all, "name-211", "a store path's name of 211 letters", STORE + "=".repeat(211));
    path(all, "name-dot", "a name that begins with a dot", STORE + ".x");
    path(all, "name-dots", "the name ...", STORE + "...");
    path(all, "name-dash", "a name that begins with a dash", STORE + "-.-x");
    path(all, "name-letters", "every letter that may be in a name", STORE + "azAZ09+-._?=");
    all.add(
        "accept-path-drv",
        ACCEPT,
        "a derivation without a name before .drv",
        Draft.golden().set("checks[0].nix.drv", STORE + ".drv"));
  }

  private static void path(Collected all, String name, String why, String path) {
    all.add(
        "accept-path-" + name,
        ACCEPT,
        why,
        Draft.golden()
            .set("checks[0].nix.outputs[0].path", path)
            .set("checks[1].nix.outputs[0].refs[1]", path));
  }

  private static Draft least() {
    return Draft.golden()
        .without("tree.git_sha1")
        .without("session.id")
        .set("twins", Cbor.array())
        .set("env.nix.substituters", Cbor.array())
        .set("checks[0].nix.outputs", Cbor.array())
        .set("checks[1].nix.outputs[0].refs", Cbor.array())
        .set("checks[1].prior", Cbor.array())
        .set("checks[1].attempt", 1);
  }

  private static Draft names() {
    return Draft.golden()
        .set("env.os", "o".repeat(128))
        .set("env.runner", "\u00e9".repeat(64))
        .set("session.principal", "")
        .set("session.agent.kind", "")
        .set("session.agent.model", "\u00a0")
        .set("checks[0].nix.outputs[0].name", "n".repeat(128))
        .set("checks[2].run.tools[0].version", "");
  }

  private static Draft times(long iat, long exp) {
    return Draft.golden().header("15.6", iat).header("15.4", exp);
  }

  private static void times(Collected all) {
    long now = Draft.NOW;
    all.add(
            "accept-iat-300",
            ACCEPT,
            "signed 300 s from now",
            times(now + ClaimVectors.SKEW, now + 3600))
        .add("accept-exp-next", ACCEPT, "it ends to count in a second", times(now - 60, now + 1))
        .add("accept-life-90", ACCEPT, "90 days", times(now - 60, now - 60 + ClaimVectors.DAYS_90))
        .add(
            "accept-life-90-last",
            ACCEPT,
            "the last second of 90 days",
            times(now + 1 - ClaimVectors.DAYS_90, now + 1))
        .add(
            "accept-cti-zero",
            ACCEPT,
            "a cti of zeros",
            Draft.golden().header("15.7", Hand.zeros(16)))
        .add(
            "accept-at-once",
            ACCEPT,
            "finished when it started",
            Draft.golden().set("checks[2].finished", MeaningVectors.started()))
        .add(
            "accept-start-0",
            ACCEPT,
            "a clock that was not set: it started in 1970",
            Draft.golden().set("checks[2].started", 0));
  }

  private static Draft extra(Cbor check, String place, Cbor value) {
    return Extra.with(Edit.set(check, place, value));
  }

  private static void checks(Collected all) {
    var lint = Extra.check("lint");
    var failed = Edit.set(lint, "result", Cbor.of("fail"));
    all.add(
            "accept-extra-fail",
            ACCEPT,
            "a check that nobody asked for failed",
            extra(failed, "exit", Cbor.of(1)))
        .add(
            "accept-extra-error",
            ACCEPT,
            "… or could not be run",
            extra(lint, "result", Cbor.of("error")))
        .add("accept-fail-0", ACCEPT, "… or failed with exit 0", Extra.with(failed))
        .add(
            "accept-exit-max",
            ACCEPT,
            "… or failed with exit 2^63 - 1",
            extra(failed, "exit", Cbor.of(Long.MAX_VALUE)))
        .add(
            "accept-exit-least",
            ACCEPT,
            "… or failed with exit -(2^63 - 1)",
            extra(failed, "exit", Cbor.of(-Long.MAX_VALUE)))
        .add(
            "accept-two-systems",
            ACCEPT,
            "one check on two systems",
            Extra.with(lint).set("checks[4]", Edit.set(lint, "system", Cbor.of("aarch64-linux"))))
        .add(
            "accept-one-key",
            ACCEPT,
            "one check again as another, on the same files",
            Extra.with(lint).set("checks[4]", Extra.check("lint-again")))
        .add(
            "accept-substituted",
            ACCEPT,
            "a check that nobody asked for came out of a cache",
            extra(Extra.nix("docs"), "nix.mode", Cbor.of("substituted")))
        .add(
            "accept-attempt-max",
            ACCEPT,
            "… or passed at its attempt 2^63 - 1",
            extra(lint, "attempt", Cbor.of(Long.MAX_VALUE)))
        .add(
            "accept-variables",
            ACCEPT,
            "… or had variables, one with an empty name, and a network",
            Extra.with(
                Edit.set(
                    Edit.set(
                        lint,
                        "run.env",
                        Cbor.map()
                            .put("", Cbor.of(""))
                            .put("A", Cbor.of("1"))
                            .put("Ab", Cbor.of("\n"))
                            .put("B", Cbor.of("="))
                            .build()),
                    "run.network",
                    Cbor.of(true))))
        .add(
            "accept-tools",
            ACCEPT,
            "… or had no tools and no isolation",
            Extra.with(
                Edit.set(
                    Edit.set(lint, "run.tools", Cbor.array()), "run.isolation", Cbor.of("none"))))
        .add("accept-order", ACCEPT, "the required checks from last to first", reversed())
        .add(
            "accept-log-ratio",
            ACCEPT,
            "256 MiB, packed a thousand times smaller",
            MeaningVectors.withLog(MeaningVectors.LOG_MAX, MeaningVectors.LOG_MAX / 1000 + 1))
        .add(
            "accept-log-thousand",
            ACCEPT,
            "1000 times its packed size",
            MeaningVectors.withLog(30_000, 30))
        .add(
            "accept-log-packed",
            ACCEPT,
            "64 MiB packed, of an empty log",
            MeaningVectors.withLog(0, MeaningVectors.PACKED_MAX))
        .add("accept-log-empty", ACCEPT, "no log, packed to nothing", MeaningVectors.withLog(0, 0));
  }

  private static Draft reversed() {
    var draft = Draft.golden();
    return draft.set("checks", Cbor.array(((Cbor.Array) draft.get("checks")).items().reversed()));
  }

  private static void twins(Collected all) {
    all.add(
            "accept-twins-all",
            ACCEPT,
            "the test result, and the provenance of each output",
            withTwins(MeaningVectors.given(Draft.golden())))
        .add(
            "accept-twins-order",
            ACCEPT,
            "provenance before the test result",
            withTwins(MeaningVectors.given(Draft.golden()).reversed()))
        .add(
            "accept-twins-one",
            ACCEPT,
            "the provenance of one output alone",
            withTwins(MeaningVectors.given(Draft.golden()).subList(1, 2)));
  }

  private static Draft withTwins(List<InToto> statements) {
    var twins =
        statements.stream()
            .map(statement ->
                Cbor.map()
                    .put("type", Cbor.of(statement.predicateType()))
                    .put("sha256", Cbor.of(statement.sha256()))
                    .build())
            .toList();
    return Draft.golden().asWritten().set("twins", Cbor.array(twins));
  }
}
