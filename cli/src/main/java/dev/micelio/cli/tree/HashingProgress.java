package dev.micelio.cli.tree;

import dev.micelio.cli.Call;
import dev.micelio.core.env.Env;
import dev.micelio.core.snapshot.Watcher;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Tells how reading gets on, once it has taken a second, and then some times in each.
final class HashingProgress implements Watcher {
  static final long QUIET_NANOS = 1_000_000_000;
  static final long BETWEEN_NANOS = 100_000_000;

  private final Call call;
  private final Env env;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong nextNanos;

  HashingProgress(Call call) {
    this.call = call;
    env = call.env();
    nextNanos = new AtomicLong(env.nanos() + QUIET_NANOS);
  }

  @Override
  public void read(long moreFiles, long moreBytes) {
    long filesNow = files.addAndGet(moreFiles);
    long bytesNow = bytes.addAndGet(moreBytes);
    long now = env.nanos();
    long next = nextNanos.get();
    // of several threads that see the time come, one tells
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + BETWEEN_NANOS)) {
      call.progress(
          String.format(Locale.ROOT, "reading: %d files, %.1f MB …", filesNow, bytesNow / 1e6));
    }
  }
}
