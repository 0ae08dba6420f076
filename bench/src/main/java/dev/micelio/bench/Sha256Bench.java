package dev.micelio.bench;

import dev.micelio.core.digest.Hasher;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// SHA-256 on one thread, against `openssl speed` at the same buffer sizes. Both count processor
/// time alone: what else the machine does takes turns away from either, and says nothing about
/// them.
final class Sha256Bench {
  private static final int SECONDS = 3;
  private static final int ROUNDS = 5;
  private static final Env ENV = new MachineEnv();

  private Sha256Bench() {}

  public static void main(String[] args) {
    System.out.println(Shell.run(Path.of("."), List.of("openssl", "version")).strip());
    for (int size : new int[] {16 << 10, 1 << 20}) {
      System.out.println("buffers of " + size + " bytes");
      hash(size); // so that the compiler is done with it
      new Turns("MB/s")
          .with("openssl speed -evp sha256", () -> openssl(size))
          .with("Hasher", () -> hash(size))
          .take(ROUNDS);
    }
  }

  private static double hash(int size) {
    var bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    var hasher = new Hasher();
    long done = 0;
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long end = ENV.nanos() + Duration.ofSeconds(SECONDS).toNanos();
    do {
      for (int i = 0; i < (16 << 20) / size; i++) {
        hasher.update(bytes, 0, size);
        done += size;
      }
    } while (ENV.nanos() < end);
    long nanos = threads.getCurrentThreadCpuTime() - start;
    if (hasher.digest().first() == 0) {
      throw new IllegalStateException("a digest that begins with 64 zero bits");
    }
    return done * 1e3 / nanos;
  }

  private static double openssl(int size) {
    String output =
        Shell.run(
            Path.of("."),
            List.of(
                "openssl",
                "speed",
                "-mr",
                "-evp",
                "sha256",
                "-bytes",
                Integer.toString(size),
                "-seconds",
                Integer.toString(SECONDS)));
    // the last field of the last line is bytes a second
    return Double.parseDouble(output.substring(output.lastIndexOf(':') + 1)) / 1e6;
  }
}
