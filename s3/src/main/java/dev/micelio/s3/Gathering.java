package dev.micelio.s3;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.Promise;
import java.util.concurrent.atomic.AtomicInteger;

/// A place where threads wait for each other: all go on when as many have come as are expected.
/// Whoever can not come must be counted nevertheless, or the others wait for ever.
final class Gathering {
  private final AtomicInteger missing;
  private final Promise<Boolean> complete;

  Gathering(Env env, int expected) {
    this.missing = new AtomicInteger(expected);
    this.complete = env.promise();
  }

  void count() {
    if (missing.decrementAndGet() == 0) {
      complete.complete(true);
    }
  }

  void countAndWait() {
    count();
    complete.await();
  }
}
