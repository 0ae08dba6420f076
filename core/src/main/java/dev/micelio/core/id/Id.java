package dev.micelio.core.id;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// 16 bytes, a UUID of version 7 (RFC 9562). Ordered as its bytes are, unsigned.
public record Id(long high, long low) implements Comparable<Id> {
  public static final int SIZE_BYTES = 16;
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long MILLIS_MAX = (1L << 48) - 1;
  private static final long VERSION_MASK = 0xf000L;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT_MASK = 0xc000_0000_0000_0000L;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

  public Id {
    if ((high & VERSION_MASK) != VERSION_7 || (low & VARIANT_MASK) != VARIANT_RFC) {
      throw malformed(format(high, low));
    }
  }

  /// A new id. Of those made in one millisecond any may be the smaller one; [Ids] makes rising
  /// ones.
  public static Id next(Env env) {
    long chance = env.random().nextLong();
    return of(stamp(env.nowMillis()) | (chance & COUNTER_MASK), env.random().nextLong());
  }

  static long stamp(long millis) {
    return Math.clamp(millis, 0, MILLIS_MAX) << COUNTER_BITS;
  }

  /// A stamp is 48 bits of milliseconds and 12 that tell ids of one millisecond apart.
  static Id of(long stamp, long chance) {
    return new Id(
        stamp >>> COUNTER_BITS << 16 | VERSION_7 | (stamp & COUNTER_MASK),
        VARIANT_RFC | (chance & ~VARIANT_MASK));
  }

  /// Reads the usual text form, 36 characters in lower case.
  public static Id parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw malformed(text);
    }
    return read(new ByteReader("an id", HexFormat.of().parseHex(text.replace("-", ""))));
  }

  /// The id that these 16 bytes are.
  public static Id of(byte[] bytes) {
    return read(new ByteReader("an id", bytes));
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(SIZE_BYTES).putLong(high).putLong(low).array();
  }

  public static Id read(ByteReader reader) {
    return new Id(reader.u64(), reader.u64());
  }

  public void write(ByteWriter writer) {
    writer.u64(high).u64(low);
  }

  /// When it was made, by its maker's clock.
  public long millis() {
    return high >>> 16;
  }

  @Override
  public int compareTo(Id other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return format(high, low);
  }

  private static String format(long high, long low) {
    var hex = HexFormat.of();
    String first = hex.toHexDigits(high);
    String second = hex.toHexDigits(low);
    return first.substring(0, 8)
        + "-"
        + first.substring(8, 12)
        + "-"
        + first.substring(12)
        + "-"
        + second.substring(0, 4)
        + "-"
        + second.substring(4);
  }

  private static Problem malformed(String text) {
    return new Problem(
        Problem.Kind.INVALID,
        "id.malformed",
        "not an id: \"" + text.substring(0, Math.min(100, text.length())) + "\"",
        "write it as it was printed: a UUID of version 7, 36 characters in lower case");
  }
}
