package dev.micelio.core.objects.measured;

import dev.micelio.core.env.Env;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The counters of one operation.
final class Gauge {
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicLongArray latencies = new AtomicLongArray(Latencies.BUCKETS);

  <T> T call(Env env, Supplier<T> call) {
    calls.increment();
    long began = env.nanos();
    try {
      return call.get();
    } catch (Throwable e) {
      failed();
      throw e;
    } finally {
      latencies.incrementAndGet(Latencies.bucket(env.nanos() - began));
    }
  }

  void failed() {
    failures.increment();
  }

  void lost() {
    lost.increment();
  }

  void moved(long count) {
    bytes.add(count);
  }

  /// Counters are read one after the other: calls that end meanwhile may be in some only.
  Measurement measurement() {
    var counts = new long[Latencies.BUCKETS];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      counts[bucket] = latencies.get(bucket);
    }
    return new Measurement(
        calls.sum(), failures.sum(), lost.sum(), bytes.sum(), new Latencies(counts));
  }
}
