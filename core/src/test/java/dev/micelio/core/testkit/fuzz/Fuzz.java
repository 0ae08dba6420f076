package dev.micelio.core.testkit.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Runs a target on a corpus and on what a mutator makes of it, guided by the target's feedback,
/// until time or inputs are used up. The seed decides every input, as long as the feedback does not
/// depend on the clock. For one thread.
public final class Fuzz {
  private static final int CORPUS_MAX = 8192;
  private static final int FEEDBACKS_MAX = 1 << 20;
  private static final int CHANGES_MAX = 6;
  private static final int NEWEST = 64;
  private static final int CUTS_MAX = 5_000;

  /// How often an input that took too long gets another chance: others need the machine too.
  private static final int SLOW_RUNS = 5;

  /// What a run was: how many inputs, how many of them were kept, and the longest time of one.
  public record Report(long seed, long inputs, int kept, int feedbacks, Duration slowest) {}

  private final String name;
  private final Target target;
  private final Mutator mutator;
  private final long seed;
  private final Random random;
  private final List<byte[]> corpus = new ArrayList<>();
  private final Set<Object> feedbacks = new HashSet<>();
  private int inputBytesMax = 16 << 10;
  private Duration timeMax = Duration.ofMillis(250);
  private long inputs;
  private long slowestNanos;

  public Fuzz(String name, Target target, Mutator mutator, List<byte[]> corpus, long seed) {
    this.name = name;
    this.target = target;
    this.mutator = mutator;
    this.seed = seed;
    this.random = new Random(seed);
    corpus.forEach(input -> this.corpus.add(input.clone()));
    if (corpus.isEmpty()) {
      this.corpus.add(new byte[0]);
    }
  }

  /// Longer ones are cut. The corpus it starts with is run whole.
  public Fuzz withInputBytesMax(int max) {
    inputBytesMax = max;
    return this;
  }

  /// What one input may take. One that takes more is run again before it is a finding.
  public Fuzz withTimeMax(Duration max) {
    timeMax = max;
    return this;
  }

  /// The corpus, and then others. A [Finding] when a property is broken.
  public Report run(Duration time, long inputsMax) {
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0, size = corpus.size(); i < size; i++) {
      feedback(corpus.get(i));
    }
    while (inputs < inputsMax && System.nanoTime() - end < 0) {
      byte[] input = next();
      if (feedback(input) && corpus.size() < CORPUS_MAX) {
        corpus.add(input);
      }
    }
    return new Report(
        seed, inputs, corpus.size(), feedbacks.size(), Duration.ofNanos(slowestNanos));
  }

  private byte[] next() {
    byte[] input = any();
    for (int i = 1 + random.nextInt(CHANGES_MAX); i > 0; i--) {
      input = mutator.mutate(input, any(), random);
      input = input.length > inputBytesMax ? Arrays.copyOf(input, inputBytesMax) : input;
    }
    return input;
  }

  /// One of the newest as often as one of all.
  private byte[] any() {
    int newest = Math.min(NEWEST, corpus.size());
    return corpus.get(
        random.nextBoolean()
            ? corpus.size() - 1 - random.nextInt(newest)
            : random.nextInt(corpus.size()));
  }

  /// Whether it is another feedback than any before.
  private boolean feedback(byte[] input) {
    inputs++;
    try {
      Object feedback = runInTime(input);
      return feedbacks.size() < FEEDBACKS_MAX && feedbacks.add(feedback);
    } catch (Throwable broken) { // errors too: a stack that overflows is a finding
      throw new Finding(name, seed, inputs, cutDown(input, broken.getClass()), broken);
    }
  }

  private Object runInTime(byte[] input) throws Exception {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < SLOW_RUNS; i++) {
      long start = System.nanoTime();
      Object feedback = target.run(input);
      fastest = Math.min(fastest, System.nanoTime() - start);
      if (fastest <= timeMax.toNanos()) {
        slowestNanos = Math.max(slowestNanos, fastest);
        return feedback;
      }
    }
    throw new TooSlow(Duration.ofNanos(fastest) + " where " + timeMax + " are allowed");
  }

  /// What is left when every slice is gone without which it is still broken in the same way.
  private byte[] cutDown(byte[] input, Class<? extends Throwable> broken) {
    byte[] least = input;
    int cuts = 0;
    for (int slice = input.length / 2; slice > 0; slice /= 2) {
      for (int at = 0; at + slice <= least.length && cuts < CUTS_MAX; cuts++) {
        byte[] less = ByteMutator.without(least, at, slice);
        if (breaks(less, broken)) {
          least = less;
        } else {
          at += slice;
        }
      }
    }
    return least;
  }

  private boolean breaks(byte[] input, Class<? extends Throwable> broken) {
    try {
      runInTime(input);
      return false;
    } catch (Throwable e) {
      return e.getClass() == broken;
    }
  }

  private static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlow(String message) {
      super(message);
    }
  }
}
