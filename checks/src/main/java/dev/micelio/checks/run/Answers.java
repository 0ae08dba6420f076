package dev.micelio.checks.run;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.process.Excerpt;
import dev.micelio.checks.process.LogReader;
import dev.micelio.checks.result.KnownResult;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.core.digest.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Tells each answer as it comes, and has all of them at the end. For many threads.
final class Answers {
  private final LocalResults results;
  private final Events events;
  private final Map<PlannedCheck, Event.Answered> given = new ConcurrentHashMap<>();

  Answers(LocalResults results, Events events) {
    this.results = results;
    this.events = events;
  }

  boolean has(PlannedCheck check) {
    return given.containsKey(check);
  }

  /// In the order of these checks, all of which are answered.
  List<Event.Answered> of(List<PlannedCheck> checks) {
    return checks.stream().map(given::get).toList();
  }

  void proved(PlannedCheck check, Check said, Digest attestation, List<KnownResult> known) {
    if (LocalResults.isFlaky(known)) {
      events.on(
          new Event.Warning(
              check.name() + " is flaky: on the same files it has passed and failed",
              "`mic check --only %s --force` runs it again".formatted(check.name())));
    }
    give(
        check,
        new Event.Answered(
            Events.id(check),
            Outcome.PASSED,
            false,
            check.key(),
            check.source(),
            0,
            said.finished() - said.started(),
            usage(known, said),
            OptionalLong.of(said.finished()),
            Optional.of(attestation),
            Optional.of(said.log().packedSha256()),
            said.attempt(),
            LocalResults.isFlaky(known),
            "",
            List.of()));
  }

  private static Usage usage(List<KnownResult> known, Check said) {
    for (var result : known) {
      if (result.startedMillis() == said.started()) {
        return result.usage();
      }
    }
    return Usage.UNKNOWN;
  }

  void known(PlannedCheck check, KnownResult result, List<KnownResult> known) {
    give(
        check,
        new Event.Answered(
            Events.id(check),
            result.outcome(),
            false,
            check.key(),
            check.source(),
            result.exit(),
            result.finishedMillis() - result.startedMillis(),
            result.usage(),
            OptionalLong.of(result.finishedMillis()),
            result.attestation(),
            result.log().map(Check.Log::packedSha256),
            result.attempt(),
            LocalResults.isFlaky(known),
            result.detail(),
            excerpt(result)));
  }

  private List<String> excerpt(KnownResult result) {
    return result
        .log()
        .flatMap(log -> results.packedLog(log).map(packed -> LogReader.unpack(log, packed)))
        .map(Excerpt::of)
        .orElse(List.of());
  }

  void ran(PlannedCheck check, Ran ran, Keeper.Kept kept) {
    boolean isPassed = ran.outcome() == Outcome.PASSED;
    give(
        check,
        new Event.Answered(
            Events.id(check),
            ran.outcome(),
            true,
            check.key(),
            check.source(),
            ran.exit(),
            ran.finishedMillis() - ran.startedMillis(),
            ran.usage(),
            OptionalLong.empty(),
            kept.attestation(),
            Optional.of(ran.log().log().packedSha256()),
            kept.attempt(),
            kept.isFlaky(),
            ran.detail(),
            isPassed
                ? List.of()
                : Excerpt.of(LogReader.unpack(ran.log().log(), ran.log().packed()))));
  }

  private void give(PlannedCheck check, Event.Answered answer) {
    if (given.putIfAbsent(check, answer) != null) {
      throw new IllegalStateException(check.name() + " was answered before");
    }
    events.on(answer);
  }
}
