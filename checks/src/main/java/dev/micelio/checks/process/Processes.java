package dev.micelio.checks.process;

import dev.micelio.core.env.Env;
import java.io.OutputStream;
import java.time.Duration;

/// Runs programs, each on a leash.
public final class Processes {
  /// Between TERM and KILL.
  public static final Duration GRACE = Duration.ofSeconds(5);

  private final Env env;
  private final Duration grace;

  public Processes(Env env) {
    this(env, GRACE);
  }

  public Processes(Env env, Duration grace) {
    this.env = env;
    this.grace = grace;
  }

  /// Both streams of the program go to `out`, in the order in which they came.
  public Ended run(Launch launch, OutputStream out, Cancellation cancellation) {
    return new ProcessRun(env, grace, launch).run(out, null, cancellation);
  }

  /// Returns when the program has ended and all that it printed is written. `out` and `err` are
  /// written to by a thread each, and by none after this has returned; neither is closed.
  public Ended run(Launch launch, OutputStream out, OutputStream err, Cancellation cancellation) {
    return new ProcessRun(env, grace, launch).run(out, err, cancellation);
  }
}
