package dev.micelio.checks.process;

import dev.micelio.core.env.TouchesTheMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Carries what a program prints to where it is wanted, until the end, the bound, or [#shut].
final class Pump {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final AtomicLong budget;

  /// Guards `out` and what follows.
  private final ReentrantLock lock = new ReentrantLock();

  private volatile boolean ended;
  private boolean shut;
  private @Nullable Throwable failure;

  /// @param budget how many bytes may still come, here and elsewhere; negative when more came
  Pump(InputStream in, OutputStream out, AtomicLong budget) {
    this.in = in;
    this.out = out;
    this.budget = budget;
  }

  /// Runs it in a thread of its own.
  @TouchesTheMachine(
      because =
          "who reads a pipe keeps a carrier of virtual threads, and there are only so many;"
              + " no simulation runs programs")
  void start() {
    Thread.ofPlatform().daemon().name("pump").start(this::run);
  }

  private void run() {
    try {
      carry();
    } finally {
      ended = true;
    }
  }

  boolean isEnded() {
    return ended;
  }

  private void carry() {
    var buffer = new byte[BUFFER_BYTES];
    try {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        long left = budget.addAndGet(-count);
        write(buffer, Math.clamp(left + count, 0, count));
      }
    } catch (IOException _) {
      // the program is gone, and the system has closed its end
    }
  }

  /// What can not be written is drained all the same, so that the program does not wait for us.
  private void write(byte[] buffer, int count) {
    lock.lock();
    try {
      if (!shut && failure == null && count > 0) {
        out.write(buffer, 0, count);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      lock.unlock();
    }
  }

  /// Nothing is written any more when this has returned.
  void shut() {
    lock.lock();
    try {
      shut = true;
    } finally {
      lock.unlock();
    }
  }

  @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }
}
