package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.cli.Json;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last object for programs, and what it says of each check.
final class SummaryJson {
  /// Of all events; it rises when a field is gone or means something else.
  static final long VERSION = 1;

  private SummaryJson() {}

  static Json of(Event.Summary summary) {
    var checks = new ArrayList<Json>(summary.checks().size());
    for (var check : summary.checks()) {
      checks.add(row(Json.object(), check).end());
    }
    return Json.object()
        .with("type", "summary")
        .with("version", VERSION)
        .with("checks", Json.array(checks))
        .with("tree", summary.tree().toString())
        .with("durationMs", summary.durationMillis())
        .with("savedMs", summary.savedMillis())
        .end();
  }

  static Json.Fields row(Json.Fields fields, Event.Answered check) {
    fields
        .with("name", check.id().name())
        .with("system", check.id().system())
        .with("outcome", check.outcome().word())
        .with("ran", check.ran())
        .with("key", check.key().toString())
        .with("src", check.source().toString())
        .with("exit", check.exit())
        .with("durationMs", check.durationMillis())
        .with("attempt", check.attempt())
        .with("flaky", check.flaky());
    if (check.usage().cpuMillis().isPresent()) {
      fields.with("cpuMs", check.usage().cpuMillis().getAsLong());
    }
    if (check.usage().peakBytes().isPresent()) {
      fields.with("peakBytes", check.usage().peakBytes().getAsLong());
    }
    if (check.known().isPresent()) {
      fields.with("knownSinceMs", check.known().getAsLong());
    }
    put(fields, "attestation", check.attestation());
    put(fields, "log", check.log());
    if (!check.detail().isEmpty()) {
      fields.with("detail", check.detail());
    }
    return fields;
  }

  private static void put(Json.Fields fields, String name, Optional<Digest> digest) {
    if (digest.isPresent()) {
      fields.with(name, digest.get().toString());
    }
  }

  static Json texts(List<String> texts) {
    var array = new ArrayList<Json>(texts.size());
    for (var text : texts) {
      array.add(Json.of(text));
    }
    return Json.array(array);
  }
}
