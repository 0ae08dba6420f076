package dev.micelio.checks.run;

import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.result.KeepAnswer;
import dev.micelio.checks.result.KnownResult;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Signs and keeps what ran: each answer as it comes, so that whoever kills mic loses only what was
/// running, and in the end all of it together, in one attestation that can be handed on. For many
/// threads.
final class Keeper {

  /// What was kept of an answer.
  record Kept(Optional<Digest> attestation, long attempt, boolean isFlaky) {
    static final Kept NOTHING = new Kept(Optional.empty(), 1, false);
  }

  private record Entry(Check check, KnownResult result, Notary.Signed signed) {}

  private final ProjectId project;
  private final Digest tree;
  private final LocalResults results;
  private final Notary notary;
  private final Events events;
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isWarned = new AtomicBoolean();

  Keeper(ProjectId project, Digest tree, LocalResults results, Notary notary, Events events) {
    this.project = project;
    this.tree = tree;
    this.results = results;
    this.notary = notary;
    this.events = events;
  }

  /// Keeps what is an answer.
  Kept keep(PlannedCheck check, Ran ran, Optional<Digest> outputsKey, List<KnownResult> before) {
    long attempt = 1 + before.stream().mapToLong(KnownResult::attempt).max().orElse(0);
    if (!ran.outcome().isAnswer()) {
      return new Kept(Optional.empty(), attempt, false);
    }
    if (!ran.keepable()) {
      events.on(
          new Event.Warning(
              "%s is neither kept nor signed: %s".formatted(check.name(), ran.detail()),
              "have it write elsewhere than into its inputs"));
      return new Kept(Optional.empty(), attempt, false);
    }
    var record =
        ran.action()
            .map(action ->
                new Check(
                    check.name(),
                    check.key(),
                    check.system(),
                    check.definition().inputs().texts(),
                    check.source(),
                    ran.outcome().result(),
                    ran.exit(),
                    attempt,
                    priorFailures(before),
                    ran.startedMillis(),
                    ran.finishedMillis(),
                    ran.log().log(),
                    action));
    var result =
        new KnownResult(
            check.key(),
            project,
            check.name(),
            check.system(),
            check.source(),
            tree,
            ran.outcome(),
            ran.exit(),
            ran.startedMillis(),
            ran.finishedMillis(),
            ran.usage(),
            Optional.empty(),
            Optional.of(ran.log().log()),
            attempt,
            outputsKey,
            ran.detail());
    var all = new ArrayList<>(before);
    all.add(result);
    var attestation = record.flatMap(said -> signed(said, result, List.of(ran.log())));
    if (attestation.isEmpty()) {
      tell(results.keep(List.of(result), Optional.empty(), List.of(ran.log())));
    }
    return new Kept(attestation, attempt, LocalResults.isFlaky(all));
  }

  /// Says for this key what was said for another with the same outputs.
  Optional<Digest> keepAlso(PlannedCheck check, Check said, Digest outputsKey) {
    var result =
        new KnownResult(
            said.key(),
            project,
            check.name(),
            check.system(),
            check.source(),
            tree,
            Outcome.PASSED,
            0,
            said.started(),
            said.finished(),
            Usage.UNKNOWN,
            Optional.empty(),
            Optional.of(said.log()),
            said.attempt(),
            Optional.of(outputsKey),
            "");
    return signed(said, result, List.of());
  }

  private static List<Digest> priorFailures(List<KnownResult> before) {
    return before.stream()
        .filter(result -> result.outcome() != Outcome.PASSED)
        .flatMap(result -> result.attestation().stream())
        .distinct()
        .toList();
  }

  /// Nothing when it can not be signed, which is no verdict.
  private Optional<Digest> signed(Check said, KnownResult result, List<PackedLog> logs) {
    try {
      var signed = notary.sign(List.of(said));
      var id = keep(List.of(result), signed, logs);
      entries.add(new Entry(said, result, signed));
      return Optional.of(id);
    } catch (Problem problem) {
      warnUnsigned(said.name(), problem);
      return Optional.empty();
    }
  }

  private Digest keep(List<KnownResult> said, Notary.Signed signed, List<PackedLog> logs) {
    var id = Digest.of(signed.attestation());
    var named = said.stream().map(result -> result.withAttestation(id)).toList();
    tell(results.keep(named, Optional.of(signed.attestation()), logs));
    return id;
  }

  /// Signs all that ran together, where that is more than one thing, in the order of these checks,
  /// and answers what then proves all of it.
  List<byte[]> signWhole(List<PlannedCheck> checks) {
    var keys = checks.stream().map(PlannedCheck::key).toList();
    var all =
        entries.stream()
            .sorted(Comparator.comparingInt(entry -> keys.indexOf(entry.check().key())))
            .toList();
    var whole = new ArrayList<byte[]>();
    for (int at = 0; at < all.size(); at += CheckRun.CHECKS_MAX) {
      for (var signed : together(all.subList(at, Math.min(all.size(), at + CheckRun.CHECKS_MAX)))) {
        whole.add(signed.attestation());
        events.on(
            new Event.Signed(
                Digest.of(signed.attestation()), signed.principal(), signed.keyName()));
      }
    }
    return whole;
  }

  /// In as few attestations as are small enough. What can not be signed together was signed one by
  /// one.
  private List<Notary.Signed> together(List<Entry> part) {
    if (part.size() == 1) {
      return List.of(part.getFirst().signed());
    }
    try {
      var signed = notary.sign(part.stream().map(Entry::check).toList());
      keep(part.stream().map(Entry::result).toList(), signed, List.of());
      return List.of(signed);
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.INVALID) { // too large
        var halves = new ArrayList<>(together(part.subList(0, part.size() / 2)));
        halves.addAll(together(part.subList(part.size() / 2, part.size())));
        return halves;
      }
      warnUnsigned("what ran", problem);
      return part.stream().map(Entry::signed).toList();
    }
  }

  private void warnUnsigned(String what, Problem problem) {
    events.on(
        new Event.Warning(
            "%s can not be signed: %s".formatted(what, problem.getMessage()), problem.next()));
  }

  private void tell(KeepAnswer answer) {
    if (answer instanceof KeepAnswer.NotKept(var why) && isWarned.compareAndSet(false, true)) {
      events.on(
          new Event.Warning(
              "results can not be kept: " + why, "make room, or they will run again next time"));
    }
  }
}
