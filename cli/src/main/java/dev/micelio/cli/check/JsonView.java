package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.cli.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One object for each event: `docs/check-events.md`.
final class JsonView implements CheckView {
  /// Of one check; whoever wants more reads its log.
  static final int LINES_MAX = 10_000;

  static final int LINE_CHARACTERS_MAX = 4096;

  private final Consumer<Json> out;
  private final Map<Event.Id, Integer> lines = new HashMap<>();

  JsonView(Consumer<Json> out) {
    this.out = out;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Snapshotted snapshot ->
          put(
              type("snapshot")
                  .with("version", SummaryJson.VERSION)
                  .with("tree", snapshot.tree().toString())
                  .with("files", snapshot.files().files())
                  .with("bytes", snapshot.files().bytes()));
      case Event.Planned(var checks) -> {
        lines.clear();
        put(type("plan").with("checks", Json.array(checks, JsonView::item)));
      }
      case Event.Evaluating(var checks) ->
          put(
              type("evaluating")
                  .with("checks", Json.array(checks, id -> id(Json.object(), id).end())));
      case Event.Waiting(var id) -> put(id(type("waiting"), id));
      case Event.Started started ->
          put(
              expected(
                  id(type("started"), started.id()).with("atMs", started.atMillis()),
                  started.expectedMillis()));
      case Event.Phase(var id, var phase) -> put(id(type("phase"), id).with("phase", phase));
      case Event.Line(var id, var text) -> line(id, text);
      case Event.Answered check ->
          put(
              SummaryJson.row(type("answer"), check)
                  .with("excerpt", SummaryJson.texts(check.excerpt())));
      case Event.Signed signed ->
          put(
              type("signed")
                  .with("attestation", signed.attestation().toString())
                  .with("principal", signed.principal())
                  .with("keyName", signed.keyName()));
      case Event.Warning(var what, var next) ->
          put(type("warning").with("what", what).with("next", next));
      case Event.Summary summary -> out.accept(SummaryJson.of(summary));
    }
  }

  private void line(Event.Id id, String text) {
    int count = lines.merge(id, 1, Integer::sum);
    if (count <= LINES_MAX) {
      boolean isLong = text.length() > LINE_CHARACTERS_MAX;
      var line =
          id(type("line"), id).with("text", isLong ? text.substring(0, LINE_CHARACTERS_MAX) : text);
      put(isLong ? line.with("cut", true) : line);
    } else if (count == LINES_MAX + 1) {
      put(id(type("lines-end"), id));
    }
  }

  private static Json item(Event.Planned.Item item) {
    var fields =
        id(Json.object(), item.id())
            .with("key", item.key().toString())
            .with("src", item.source().toString());
    return expected(fields, item.expectedMillis()).end();
  }

  private static Json.Fields expected(Json.Fields fields, OptionalLong millis) {
    return millis.isPresent() ? fields.with("expectedMs", millis.getAsLong()) : fields;
  }

  private static Json.Fields type(String type) {
    return Json.object().with("type", type);
  }

  private static Json.Fields id(Json.Fields fields, Event.Id id) {
    return fields.with("name", id.name()).with("system", id.system());
  }

  private void put(Json.Fields fields) {
    out.accept(fields.end());
  }

  @Override
  public void close() {}
}
