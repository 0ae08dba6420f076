package dev.micelio.core.env;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Each strand is a virtual thread that is parked while it has no baton. Works on every JVM; a
/// switch costs some 20 µs.
@TouchesTheMachine(because = "the baton is passed between real threads")
final class ThreadStrands implements Strands {
  private volatile boolean interrupted;
  private @Nullable Thread driver;

  @Override
  public Strand strand(String name, String machine, Runnable work) {
    return new ThreadStrand(name, machine, work);
  }

  /// An interrupt ends the run at the next call. The thread that runs is interrupted too: it may
  /// wait for something outside of the simulation.
  @Override
  public void drive(Strand first, World world) {
    driver = Thread.currentThread();
    first.handBaton();
    while (!world.isIdle()) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        interrupted = true;
        if (world.current() instanceof ThreadStrand running) {
          running.thread.interrupt();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void idle() {
    LockSupport.unpark(driver);
  }

  @Override
  public boolean interrupted() {
    return interrupted;
  }

  @TouchesTheMachine(because = "it is a real thread, parked while it has no baton")
  private static final class ThreadStrand extends Strand {
    private final Thread thread;
    private volatile boolean baton;
    private boolean started;

    ThreadStrand(String name, String machine, Runnable work) {
      super(name, machine);
      this.thread = Thread.ofVirtual().name(name).unstarted(work);
    }

    @Override
    boolean isCurrent() {
      return thread.equals(Thread.currentThread());
    }

    @Override
    void handBaton() {
      if (started) {
        baton = true;
        LockSupport.unpark(thread);
      } else {
        started = true;
        thread.start();
      }
    }

    /// An interrupt is for the world as a whole; left set, it would make this loop spin.
    @Override
    void awaitBaton() {
      while (!baton) {
        LockSupport.park(this);
        Thread.interrupted();
      }
      baton = false;
    }

    @Override
    StackTraceElement[] frames() {
      return thread.getStackTrace();
    }
  }
}
