package dev.micelio.core.session;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;

/// The bytes of how the checks went.
final class BuildFormat {
  private BuildFormat() {}

  static Cbor build(BuildContext build) {
    return Cbor.map()
        .put("runs", Cbor.of(build.runs()))
        .put("hits", Cbor.of(build.hits()))
        .put("millis", Cbor.of(build.millis()))
        .put("newest", Cbor.array(build.newest().stream().map(BuildFormat::run).toList()))
        .put("attestations", Cbor.array(build.attestations().stream().map(Cbor::of).toList()))
        .build();
  }

  static BuildContext build(CborFields fields) {
    var build =
        new BuildContext(
            fields.uint("runs"),
            fields.uint("hits"),
            fields.uint("millis"),
            fields.list("newest", BuildContext.NEWEST_MAX, BuildFormat::run),
            fields.list(
                "attestations",
                BuildContext.ATTESTATIONS_MAX,
                item -> CborField.of("an attestation of a session", item).digest()));
    ConversationFormat.requireOnce(build.newest().stream().map(run -> run.value().id()).toList());
    ConversationFormat.requireOnce(build.attestations());
    fields.end();
    return build;
  }

  private static Cbor run(Stamped<BuildContext.CheckRun> stamped) {
    var run = stamped.value();
    var map =
        Cbor.map()
            .put("id", Parts.id(run.id()))
            .put("check", Cbor.of(run.check()))
            .put("outcome", Cbor.of(run.outcome()))
            .put("hit", Cbor.of(run.hit()))
            .put("millis", Cbor.of(run.millis()))
            .put("at", Parts.hlc(stamped.at()));
    var attestation = run.attestation();
    if (attestation != null) {
      map.put("attestation", Cbor.of(attestation));
    }
    return map.build();
  }

  private static Stamped<BuildContext.CheckRun> run(Cbor item) {
    var fields = CborFields.of("a check run of a session", item);
    var run =
        new BuildContext.CheckRun(
            Parts.id(fields.at("id")),
            Parts.name(fields, "check"),
            Parts.name(fields, "outcome"),
            fields.bool("hit"),
            fields.uint("millis"),
            fields.has("attestation") ? fields.digest("attestation") : null);
    var at = Parts.hlc(fields.at("at"));
    fields.end();
    return new Stamped<>(run, at);
  }
}
