package dev.micelio.core.cbor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.bytes.ByteWriter;

/// Writes a value in its one encoding (RFC 8949 section 4.2.1).
final class CborEncoder {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;

  private final ByteWriter writer;

  private CborEncoder(int sizeExpected) {
    this.writer = new ByteWriter(sizeExpected);
  }

  static byte[] encode(Cbor value) {
    return encode(value, 256);
  }

  static byte[] encode(Cbor value, int sizeExpected) {
    var encoder = new CborEncoder(sizeExpected);
    encoder.write(value);
    return encoder.writer.toBytes();
  }

  private void write(Cbor value) {
    switch (value) {
      case Cbor.Int(long number) ->
          head(number < 0 ? NEGATIVE : UNSIGNED, number < 0 ? ~number : number);
      case Cbor.Bool(boolean truth) -> writer.u8(truth ? TRUE : FALSE);
      case Cbor.Text(String text) -> string(TEXT, text.getBytes(UTF_8));
      case Cbor.Bytes bytes -> string(BYTES, bytes.shared());
      case Cbor.Array(var items) -> {
        head(ARRAY, items.size());
        for (var item : items) {
          write(item);
        }
      }
      case Cbor.Map(var entries) -> {
        head(MAP, entries.size());
        for (var entry : entries) {
          write(entry.key());
          write(entry.value());
        }
      }
    }
  }

  private void string(int major, byte[] bytes) {
    head(major, bytes.length);
    writer.bytes(bytes);
  }

  /// The type and its argument, in the fewest bytes.
  private void head(int major, long argument) {
    int type = major << 5;
    if (argument < 24) {
      writer.u8(type | (int) argument);
    } else if (argument < 1L << 8) {
      writer.u8(type | 24).u8((int) argument);
    } else if (argument < 1L << 16) {
      writer.u8(type | 25).u8((int) (argument >>> 8)).u8((int) (argument & 0xff));
    } else if (argument < 1L << 32) {
      writer.u8(type | 26).u32(argument);
    } else {
      writer.u8(type | 27).u64(argument);
    }
  }
}
