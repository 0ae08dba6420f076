package dev.micelio.attest.vectors;

import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.twin.InToto;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import java.util.List;

/// A run that does not agree with its envelope or with itself. Everything else fits.
final class MeaningVectors {
  static final long LOG_MAX = 256L << 20;
  static final long PACKED_MAX = 64L << 20;
  static final long RATIO = 1000;

  private MeaningVectors() {}

  static void addTo(Collected all) {
    projects(all);
    twins(all);
    keys(all);
    results(all);
    logs(all);
  }

  private static void projects(Collected all) {
    all.add(
            "bind-project-next",
            "BIND_PROJECT",
            "the payload names the next project; signature and aud are this one's",
            Draft.golden().set("project", Cbor.of(Draft.ANOTHER.bytes())))
        .add(
            "bind-project-ones",
            "BIND_PROJECT",
            "a project of which every bit is set",
            Draft.golden().set("project", Cbor.of(Hand.hex("ff".repeat(16)))));
  }

  private static void twin(Collected all, String name, String why, String type, Digest sha256) {
    var twin = Cbor.map().put("type", Cbor.of(type)).put("sha256", Cbor.of(sha256)).build();
    all.add(
        "twin-" + name,
        "TWIN_MISMATCH",
        why,
        Draft.golden().asWritten().set("twins", Cbor.array(twin)));
  }

  private static void twins(Collected all) {
    var run = Draft.golden();
    var given = run.twins().all();
    var result = given.getFirst();
    var provenance = given.getLast();
    twin(
        all,
        "type-other",
        "the test result's digest under the type of a provenance",
        InToto.PROVENANCE,
        result.sha256());
    twin(
        all,
        "type-result",
        "a provenance's digest under the type of a test result",
        InToto.TEST_RESULT,
        provenance.sha256());
    twin(
        all,
        "type-unknown",
        "a type that nobody makes",
        "https://slsa.dev/verification_summary/v1",
        result.sha256());
    twin(all, "type-empty", "an empty type", "", result.sha256());
    twin(all, "type-slash", "a slash behind the type", InToto.TEST_RESULT + "/", result.sha256());
    twin(
        all,
        "type-v02",
        "a newer version of the type",
        "https://in-toto.io/attestation/test-result/v0.2",
        result.sha256());
    twin(
        all,
        "cti-other",
        "the test result of another attestation of the same run",
        InToto.TEST_RESULT,
        InToto.testResult(GoldenRun.run(), "0".repeat(32)).sha256());
    twin(
        all,
        "line",
        "the test result with a newline at its end",
        InToto.TEST_RESULT,
        Digest.of(Hand.join(result.bytes(), Hand.hex("0a"))));
    all.add(
            "twin-passed",
            "TWIN_MISMATCH",
            "the twin says that fmt passed, the record that it failed",
            Draft.golden()
                .asWritten()
                .set("checks[3]", failed())
                .set("checks[3].key", Cbor.of(keyOfExtra())))
        .add(
            "twin-substituted",
            "TWIN_MISMATCH",
            "provenance of what came out of a cache",
            substituted())
        .add("twin-second", "TWIN_MISMATCH", "a good twin and one of zeros", second());
  }

  private static Cbor failed() {
    return Edit.set(Edit.set(Extra.check("lint"), "result", Cbor.of("fail")), "exit", Cbor.of(1));
  }

  private static Digest keyOfExtra() {
    return GoldenRun.read(Extra.with(failed()).fitted()).checks().get(3).keyOfRecord();
  }

  private static Draft second() {
    var twin = Draft.golden().get("twins[0]");
    return Draft.golden().asWritten().set("twins[1]", Edit.set(twin, "sha256", Hand.zeros(32)));
  }

  /// The twin is what the run would give if it had built the output.
  private static Draft substituted() {
    var built = Extra.with(Extra.nix("docs"));
    built.parts();
    var provenance = built.twins().all().getLast();
    var twin =
        Cbor.map()
            .put("type", Cbor.of(provenance.predicateType()))
            .put("sha256", Cbor.of(provenance.sha256()))
            .build();
    return built
        .asWritten()
        .set(Extra.at("nix.mode"), "substituted")
        .set("twins", Cbor.array(twin));
  }

  private static void key(Collected all, String name, String why, Draft draft) {
    all.add("check-key-" + name, "CHECK_KEY", why, draft.asWritten());
  }

  /// The twins are those of the key that the record has: they name it.
  private static void keys(Collected all) {
    key(
        all,
        "zeros",
        "a key of zeros",
        withTwin(Draft.golden().set("checks[1].key", Hand.zeros(32))));
    key(
        all,
        "exchanged",
        "the key of another check",
        withTwin(Draft.golden().set("checks[1].key", Draft.golden().get("checks[0].key"))));
    key(
        all,
        "system",
        "the key of the check on another system",
        withTwin(
            Extra.with(Edit.set(Extra.check("lint"), "system", Cbor.of("aarch64-linux")))
                .set(Extra.at("key"), keyOf("lint"))));
    key(
        all,
        "name",
        "the key of another name",
        withTwin(Extra.with(Edit.set(Extra.check("lint"), "key", keyOf("lint-all")))));
    key(all, "tools", "two tools exchanged behind the key's back", withTwin(twoTools()));
    key(
        all,
        "network",
        "a network behind the key's back",
        withTwin(
            Extra.with(
                Edit.set(
                    Edit.set(Extra.check("lint"), "key", keyOf("lint")),
                    "run.network",
                    Cbor.of(true)))));
    key(
        all,
        "variable",
        "a variable behind the key's back",
        withTwin(
            Extra.with(
                Edit.set(
                    Edit.set(Extra.check("lint"), "key", keyOf("lint")),
                    "run.env",
                    Cbor.map().put("A", Cbor.of("1")).build()))));
    key(
        all,
        "src",
        "another tree behind the key's back",
        withTwin(
            Extra.with(
                Edit.set(
                    Edit.set(Extra.check("lint"), "key", keyOf("lint")), "src", Hand.zeros(32)))));
  }

  private static Cbor keyOf(String name) {
    return Cbor.of(
        GoldenRun.read(Extra.with(Extra.check(name)).fitted()).checks().get(3).keyOfRecord());
  }

  private static Draft twoTools() {
    var tool = Extra.check("lint");
    var two =
        Edit.set(
            tool,
            "run.tools[1]",
            Edit.set(Edit.get(tool, "run.tools[0]"), "name", Cbor.of("bash")));
    var fitted = Extra.with(two);
    var key = GoldenRun.read(fitted.fitted()).checks().get(3).keyOfRecord();
    var exchanged =
        Edit.set(
            two,
            "run.tools",
            Cbor.array(Edit.get(two, "run.tools[1]"), Edit.get(two, "run.tools[0]")));
    return Extra.with(Edit.set(exchanged, "key", Cbor.of(key)));
  }

  private static Draft withTwin(Draft draft) {
    return draft.set("twins[0].sha256", Cbor.of(draft.twins().all().getFirst().sha256()));
  }

  private static void results(Collected all) {
    all.add(
            "check-inconsistent-negative",
            "CHECK_INCONSISTENT",
            "passed with exit -1",
            Draft.golden().set("checks[2].exit", -1))
        .add(
            "check-inconsistent-wrapped",
            "CHECK_INCONSISTENT",
            "passed with exit 2^32, which is 0 in 32 bits",
            Draft.golden().set("checks[1].exit", 1L << 32))
        .add(
            "check-inconsistent-extra",
            "CHECK_INCONSISTENT",
            "a check that nobody asked for passed with exit 1",
            Extra.with(Edit.set(Extra.check("lint"), "exit", Cbor.of(1))))
        .add(
            "check-time-one",
            "CHECK_TIME",
            "finished a millisecond before it started",
            Draft.golden().set("checks[2].finished", started() - 1))
        .add(
            "check-time-max",
            "CHECK_TIME",
            "started at 2^63 - 1",
            Draft.golden().set("checks[2].started", Long.MAX_VALUE));
  }

  static long started() {
    return ((Cbor.Int) Draft.golden().get("checks[2].started")).value();
  }

  private static void log(Collected all, String name, String why, long size, long packed) {
    all.add("log-" + name, "LOG_LIMIT", why, withLog(size, packed));
  }

  static Draft withLog(long size, long packed) {
    return Draft.golden().set("checks[1].log.size", size).set("checks[1].log.zst_size", packed);
  }

  private static void logs(Collected all) {
    log(all, "size-one-more", "256 MiB and a byte", LOG_MAX + 1, PACKED_MAX);
    log(all, "packed-one-more", "64 MiB and a byte packed", LOG_MAX, PACKED_MAX + 1);
    log(all, "ratio-one-more", "1000 times its packed size, and a byte", RATIO * 30 + 1, 30);
    log(all, "packed-zero", "something out of nothing", 1, 0);
    log(all, "max", "both at 2^63 - 1", Long.MAX_VALUE, Long.MAX_VALUE);
    log(
        all,
        "packed-wraps",
        "a packed size of which 1000 times goes around 2^64",
        1000,
        Long.MAX_VALUE / 500);
    all.add(
        "log-extra",
        "LOG_LIMIT",
        "a check that nobody asked for, with a log of 256 MiB and a byte",
        Extra.with(
            Edit.set(
                Edit.set(Extra.check("lint"), "log.size", Cbor.of(LOG_MAX + 1)),
                "log.zst_size",
                Cbor.of(PACKED_MAX))));
  }

  static List<InToto> given(Draft draft) {
    draft.parts();
    return draft.twins().all();
  }
}
