package dev.micelio.core.env;

import org.jspecify.annotations.Nullable;

/// Each strand is a continuation, and all of them run on the driver's thread: a switch costs a
/// tenth of a microsecond. Only on a JVM that was started with `--add-exports
/// java.base/jdk.internal.vm=ALL-UNNAMED`: continuations are the JDK's own affair, so they are
/// reached by handles and nothing that is shipped needs them.
///
/// A lock of the JDK can not tell the strands of one thread apart. Who holds one across a call on
/// Env, which nobody may, hangs on [ThreadStrands] and is not found here.
@TouchesTheMachine(because = "continuations are what the machine makes threads of")
final class ContinuationStrands implements Strands {
  private @Nullable Thread carrier;
  private @Nullable ContinuationStrand next;

  static boolean isAvailable() {
    return Object.class
        .getModule()
        .isExported(Continuations.PACKAGE, ContinuationStrands.class.getModule());
  }

  @Override
  public Strand strand(String name, String machine, Runnable work) {
    return new ContinuationStrand(name, machine, work);
  }

  @Override
  public void drive(Strand first, World world) {
    carrier = Thread.currentThread();
    first.handBaton();
    for (var strand = next; strand != null; strand = next) {
      next = null;
      Continuations.run(strand.continuation);
    }
    carrier = null;
  }

  @Override
  public void idle() {}

  /// The flag stays, for whoever started the run.
  @Override
  public boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private final class ContinuationStrand extends Strand {
    private final Object continuation;

    ContinuationStrand(String name, String machine, Runnable work) {
      super(name, machine);
      continuation = Continuations.of(work);
    }

    @Override
    boolean isCurrent() {
      return Thread.currentThread().equals(carrier);
    }

    @Override
    void handBaton() {
      next = this;
    }

    @Override
    void awaitBaton() {
      try {
        Continuations.pause();
      } catch (IllegalStateException pinned) { // it runs on, so the baton is still its own
        next = null;
        throw Ruin.pinned(name, where(), pinned);
      }
    }

    @Override
    StackTraceElement[] frames() {
      var frames = Continuations.frames(continuation);
      return frames.length == 0 ? Thread.currentThread().getStackTrace() : frames;
    }
  }
}
