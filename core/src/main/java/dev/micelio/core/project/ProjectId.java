package dev.micelio.core.project;

import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Which project: 16 bytes that mean nothing, written as 32 hexadecimal digits.
public record ProjectId(long high, long low) implements Comparable<ProjectId> {
  public static final int SIZE_BYTES = 16;
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{32}");

  /// A new one, by chance alone.
  public static ProjectId next(Env env) {
    return new ProjectId(env.random().nextLong(), env.random().nextLong());
  }

  public static ProjectId parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "id.malformed-project",
          "not a project id: \"" + text.substring(0, Math.min(100, text.length())) + "\"",
          "write it as it was printed: 32 hexadecimal digits in lower case");
    }
    return of(HexFormat.of().parseHex(text));
  }

  /// The id that these 16 bytes are.
  public static ProjectId of(byte[] bytes) {
    if (bytes.length != SIZE_BYTES) {
      throw new IllegalArgumentException("a project id has 16 bytes, not " + bytes.length);
    }
    var buffer = ByteBuffer.wrap(bytes);
    return new ProjectId(buffer.getLong(), buffer.getLong());
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(SIZE_BYTES).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(ProjectId other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    var hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
