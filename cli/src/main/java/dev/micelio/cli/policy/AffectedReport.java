package dev.micelio.cli.policy;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.affected.AffectedLanding;
import dev.micelio.gate.affected.Resting;
import dev.micelio.gate.affected.Subject;
import dev.micelio.gate.affected.Suspicion;
import dev.micelio.gate.affected.Utterance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// Tells each landing when it is found, and at the end how many there are.
final class AffectedReport {
  private final Call call;
  private final Paint paint;
  private final ProjectId project;
  private final Suspicion suspicion;
  private final OptionalLong after;
  private final Map<RevocationSide, Long> sides = new EnumMap<>(RevocationSide.class);
  private long position;
  private long landings;
  private long results;
  private long endorsements;
  private long alone;
  private long unknown;

  AffectedReport(Call call, ProjectId project, Suspicion suspicion, OptionalLong after) {
    this.call = call;
    this.paint = call.paint();
    this.project = project;
    this.suspicion = suspicion;
    this.after = after;
  }

  void seen(Landing landing) {
    position = landing.position();
  }

  void tell(AffectedLanding affected) {
    count(affected);
    call.progressEnds();
    call.say(text(affected));
    call.answer(Json.object().with("landing", json(affected)).end());
  }

  private void count(AffectedLanding affected) {
    unknown += affected.unknown().size();
    if (affected.resting().isEmpty()) {
      return;
    }
    landings++;
    after.ifPresent(last -> sides.merge(side(affected.landing(), last), 1L, Long::sum));
    for (var resting : affected.resting()) {
      switch (resting.subject()) {
        case Subject.Result _ -> results++;
        case Subject.Approval _ -> endorsements++;
      }
      alone += resting.isAlone() ? 1 : 0;
    }
  }

  private static RevocationSide side(Landing landing, long after) {
    return RevocationSide.of(landing.position(), after);
  }

  private String text(AffectedLanding affected) {
    var landing = affected.landing();
    var out = new StringBuilder();
    out.append(landing.position())
        .append("  ")
        .append(Instant.ofEpochMilli(landing.at().millis()).truncatedTo(ChronoUnit.SECONDS))
        .append("  ")
        .append(paint.faint(landing.session().toString()))
        .append("  ")
        .append(Shown.brief(firstLine(landing)))
        .append('\n');
    after.ifPresent(last ->
        out.append(
            "    %s position %d, where the key is revoked\n"
                .formatted(side(landing, last).word(), last)));
    affected.resting().forEach(resting -> out.append(text(resting)));
    for (var each : affected.unknown()) {
      out.append("    ").append(paint.bad("cannot be told: ")).append(why(each)).append('\n');
    }
    return out.toString();
  }

  private static String firstLine(Landing landing) {
    return landing.goal().lines().findFirst().orElse("");
  }

  private String text(Resting resting) {
    String standing =
        resting.isAlone() ? paint.bad("rests on it alone") : paint.good("is said by another too");
    return "    %s %s\n      %s by %s\n"
        .formatted(
            subject(resting.subject()),
            standing,
            paint.faint(resting.attestation().toString()),
            Shown.brief(resting.principal()));
  }

  private static String subject(Subject subject) {
    return switch (subject) {
      case Subject.Result result ->
          Shown.brief(result.check()) + " on " + Shown.brief(result.system());
      case Subject.Approval(var of) -> "the endorsement of " + Shown.brief(of);
    };
  }

  private static String why(Utterance.Unknown unknown) {
    return switch (unknown) {
      case Utterance.Missing(var id) -> id + " is missing";
      case Utterance.Unreadable(var id, var why) -> id + " can not be read: " + why;
    };
  }

  private Json json(AffectedLanding affected) {
    var landing = affected.landing();
    var fields =
        Json.object()
            .with("position", landing.position())
            .with("at", landing.at().toString())
            .with("session", landing.session().toString())
            .with("principal", landing.author().principal())
            .with("agent", landing.author().agent())
            .with("goal", firstLine(landing));
    after.ifPresent(last -> fields.with("side", side(landing, last).word()));
    return fields
        .with("resting", Json.array(affected.resting(), AffectedReport::json))
        .with("unknown", Json.array(affected.unknown(), AffectedReport::json))
        .end();
  }

  private static Json json(Resting resting) {
    var fields = Json.object();
    switch (resting.subject()) {
      case Subject.Result result ->
          fields
              .with("check", result.check())
              .with("system", result.system())
              .with("key", result.key().toString());
      case Subject.Approval(var of) -> fields.with("endorsementOf", of);
    }
    return fields
        .with("attestation", resting.attestation().toString())
        .with("principal", resting.principal())
        .with("alone", resting.isAlone())
        .end();
  }

  private static Json json(Utterance.Unknown unknown) {
    var fields = Json.object().with("attestation", unknown.id().toString());
    return switch (unknown) {
      case Utterance.Missing _ -> fields.with("is", "missing").end();
      case Utterance.Unreadable(_, var why) ->
          fields.with("is", "unreadable").with("why", why).end();
    };
  }

  /// When the log is at its end.
  Answer end() {
    call.progressEnds();
    call.say(summary());
    call.answer(Json.object().with("summary", summaryJson()).end());
    if (landings > 0) {
      return Answer.NO;
    }
    return unknown > 0 ? Answer.UNSETTLED : Answer.DONE;
  }

  private String summary() {
    var out = new StringBuilder(landings + unknown > 0 ? "\n" : "");
    String shown = Suspected.shown(suspicion);
    if (landings == 0) {
      out.append(
          "nothing is known to rest on %s in %s\n"
              .formatted(shown, Counts.of(position, "landing")));
    } else {
      out.append(
          "%s of %d: %s and %s rest on %s, %d of them alone\n"
              .formatted(
                  Counts.of(landings, "landing"),
                  position,
                  Counts.of(results, "result"),
                  Counts.of(endorsements, "endorsement"),
                  shown,
                  alone));
    }
    after.ifPresent(last ->
        out.append(
            "revoked after position %d: %s up to it, %d behind\n"
                .formatted(
                    last,
                    Counts.of(on(RevocationSide.UP_TO), "landing"),
                    on(RevocationSide.BEHIND))));
    if (unknown > 0) {
      out.append(
          paint.bad(
              "%s cannot be told about: restore them, and ask again\n"
                  .formatted(Counts.of(unknown, "attestation"))));
    }
    return out.toString();
  }

  private long on(RevocationSide side) {
    return sides.getOrDefault(side, 0L);
  }

  private Json summaryJson() {
    var fields =
        Json.object()
            .with("project", project.toString())
            .with("suspicion", Suspected.json(suspicion))
            .with("position", position)
            .with("landings", landings)
            .with("results", results)
            .with("endorsements", endorsements)
            .with("alone", alone)
            .with("unknown", unknown);
    after.ifPresent(last ->
        fields
            .with("revokedAfter", last)
            .with("upTo", on(RevocationSide.UP_TO))
            .with("behind", on(RevocationSide.BEHIND)));
    return fields.end();
  }
}
