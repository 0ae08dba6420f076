package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.digest.Hasher;
import dev.micelio.core.env.MachineEnv;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Writes a blob of so many GiB and reads it again, in a heap that could not hold it.
final class LargeBlob {
  private LargeBlob() {}

  public static void main(String[] args) throws IOException {
    long size = (long) (Double.parseDouble(args[0]) * (1 << 30));
    var env = new MachineEnv();
    var objects = new ForgetfulObjects();
    var blob =
        new BlobWriter(env, objects, Existing.BELIEVED, 4).write(new SeekableContent(0, size));
    if (!blob.equals(new Blob(digestOf(size), size))) {
      throw new AssertionError("not what was written: " + blob);
    }
    System.out.println(size + " bytes written, " + memory());
    try (var content = (Content.Found) new BlobReader(env, objects).open(blob.digest())) {
      compare(content.body(), new SeekableContent(0, size));
    }
    System.out.println(size + " bytes read back whole, " + memory());
  }

  private static Digest digestOf(long size) {
    var hasher = new Hasher();
    var raw = new SeekableContent(0, size);
    var buffer = new byte[64 << 10];
    for (int count = raw.read(buffer, 0, buffer.length); count > 0; ) {
      hasher.update(buffer, 0, count);
      count = raw.read(buffer, 0, buffer.length);
    }
    return hasher.digest();
  }

  private static void compare(InputStream found, InputStream expected) throws IOException {
    var one = new byte[64 << 10];
    var other = new byte[64 << 10];
    int count;
    do {
      count = found.readNBytes(one, 0, one.length);
      if (count != expected.readNBytes(other, 0, other.length)
          || !Arrays.equals(one, 0, count, other, 0, count)) {
        throw new AssertionError("not what was written");
      }
    } while (count > 0);
  }

  private static String memory() throws IOException {
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getTotalCapacity)
            .sum();
    String resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("");
    return resident.replaceAll("\\s+", " ") + ", direct buffers " + direct + " bytes";
  }
}
