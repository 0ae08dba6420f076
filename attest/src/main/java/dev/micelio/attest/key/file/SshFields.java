package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.function.Function;

/// Reads the fields of OpenSSH's formats (RFC 4251, section 5) from bytes that a stranger may have
/// written. What is wrong becomes the problem that the caller makes of it.
public final class SshFields {
  private final byte[] bytes;
  private final Function<String, Problem> problem;
  private int position;

  public SshFields(byte[] bytes, Function<String, Problem> problem) {
    this.bytes = bytes;
    this.problem = problem;
  }

  public int remaining() {
    return bytes.length - position;
  }

  public int u8() {
    need(1);
    return bytes[position++] & 0xff;
  }

  public long u32() {
    long value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << Byte.SIZE | u8();
    }
    return value;
  }

  public byte[] bytes(int size) {
    need(size);
    position += size;
    return Arrays.copyOfRange(bytes, position - size, position);
  }

  /// A field with its length before it.
  public byte[] string() {
    long size = u32();
    if (size > remaining()) {
      throw problem.apply("it ends too early");
    }
    return bytes((int) size);
  }

  /// A field that holds a name, byte by byte.
  public String name() {
    return new String(string(), ISO_8859_1);
  }

  public void end() {
    if (remaining() != 0) {
      throw problem.apply("it has bytes behind its end");
    }
  }

  private void need(int size) {
    if (size < 0 || size > remaining()) {
      throw problem.apply("it ends too early");
    }
  }
}
