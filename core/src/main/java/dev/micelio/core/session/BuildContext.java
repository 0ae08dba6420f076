package dev.micelio.core.session;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the checks of a session went: all of them in numbers, the newest one by one, and the
/// attestations that were made. The numbers say what clients told; only attestations prove.
public record BuildContext(
    long runs, long hits, long millis, List<Stamped<CheckRun>> newest, List<Digest> attestations) {
  /// Older runs are counted, and forgotten.
  public static final int NEWEST_MAX = 1_000;

  public static final int ATTESTATIONS_MAX = 10_000;

  static final BuildContext EMPTY = new BuildContext(0, 0, 0, List.of(), List.of());

  /// One check that was asked for. A *hit* is one that was answered from a cache. The outcome is
  /// the word that the check ended with, such as `passed`.
  public record CheckRun(
      Id id, String check, String outcome, boolean hit, long millis, @Nullable Digest attestation) {
    public CheckRun {
      Bounds.name("the name of a check", check);
      Bounds.name("the outcome of a check", outcome);
      if (millis < 0) {
        throw Bounds.badField("a check took " + millis + " ms", "measure it on a steady clock");
      }
    }
  }

  public BuildContext {
    newest = List.copyOf(newest);
    attestations = List.copyOf(attestations);
    if (hits < 0 || runs < hits || runs < newest.size() || millis < 0) {
      throw new IllegalArgumentException(
          "%d runs, %d hits, %d ms, %d named".formatted(runs, hits, millis, newest.size()));
    }
    if (newest.size() > NEWEST_MAX) {
      throw new IllegalArgumentException(newest.size() + " runs are named");
    }
    Bounds.count("attestations", attestations.size(), ATTESTATIONS_MAX);
  }

  boolean has(CheckRun run) {
    return newest.stream().anyMatch(known -> known.value().equals(run));
  }

  boolean has(List<Digest> some) {
    return new HashSet<>(attestations).containsAll(some);
  }

  /// A run that is not there yet.
  BuildContext plus(CheckRun run, Hlc at) {
    var runsNamed =
        new ArrayList<>(Conversation.plus("run", newest, List.of(run), CheckRun::id, at));
    if (runsNamed.size() > NEWEST_MAX) {
      runsNamed.removeFirst();
    }
    long sum = millis + Math.min(run.millis(), Long.MAX_VALUE - millis);
    var with = new BuildContext(runs + 1, hits + (run.hit() ? 1 : 0), sum, runsNamed, attestations);
    return run.attestation() == null ? with : with.plus(List.of(run.attestation()));
  }

  BuildContext plus(List<Digest> more) {
    var all = new LinkedHashSet<>(attestations);
    all.addAll(more);
    return new BuildContext(runs, hits, millis, newest, List.copyOf(all));
  }
}
