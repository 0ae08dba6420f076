package dev.micelio.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BytesInvariantsTest {

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 127, 128, 300, 16_383, 16_384, 0xffff_ffffL, 1L << 62, Long.MAX_VALUE})
  void invariant1_aVarintIsReadAsItWasWritten(long value) {
    byte[] written = new ByteWriter(0).varint(value).toBytes();
    var reader = new ByteReader("a number", written);
    assertThat(reader.varint()).isEqualTo(value);
    reader.end();
    byte[] longer = Arrays.copyOf(written, written.length + 1);
    longer[written.length - 1] |= (byte) 0x80;
    assertThatThrownBy(() -> new ByteReader("a number", longer).varint())
        .isInstanceOf(Problem.class);
  }

  @Test
  void invariant1_everyFieldIsReadAsItWasWritten() {
    var digest = Digest.of(new byte[] {1, 2, 3});
    byte[] written =
        new ByteWriter(0)
            .magic("MICX")
            .u8(255)
            .u32(0xffff_fffeL)
            .u64(-2)
            .text("grüße 🌱")
            .digest(digest)
            .bytes(new byte[] {9, 8, 7}, 1, 2)
            .toBytes();
    var reader = new ByteReader("a record", written);
    reader.magic("MICX");
    assertThat(reader.u8()).isEqualTo(255);
    assertThat(reader.u32()).isEqualTo(0xffff_fffeL);
    assertThat(reader.u64()).isEqualTo(-2);
    assertThat(reader.text(100)).isEqualTo("grüße 🌱");
    assertThat(reader.digest()).isEqualTo(digest);
    byte[] place = {1, 1, 1, 1};
    reader.into(place, 1, 2);
    assertThat(place).containsExactly(1, 8, 7, 1);
    reader.end();
  }

  @Test
  void invariant1_whatCanNotBeReadBackIsNotWritten() {
    var writer = new ByteWriter(0);
    assertThatThrownBy(() -> writer.u8(256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.u8(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.u32(1L << 32)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.varint(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.text("\ud800")).isInstanceOf(IllegalArgumentException.class);
    assertThat(writer.size()).isZero();
  }

  static Stream<Arguments> wrongBytes() {
    return Stream.of(
        wrong("empty", "", ByteReader::u8, "only 0 bytes left for a byte at byte 0"),
        wrong(
            "three bytes of four",
            "000000",
            ByteReader::u32,
            "only 3 bytes left for a 32-bit number"),
        wrong("seven bytes of eight", "00000000000000", ByteReader::u64, "only 7 bytes left"),
        wrong("overlong zero", "8000", ByteReader::varint, "not in its shortest form at byte 2"),
        wrong("varint without an end", "ffffffffffffffffff", ByteReader::varint, "above 2^63 - 1"),
        wrong("varint of 64 bits", "80808080808080808001", ByteReader::varint, "above 2^63 - 1"),
        wrong(
            "text longer than the rest",
            "05616263",
            r -> r.text(10),
            "only 3 bytes left for 5 bytes"),
        wrong(
            "text longer than allowed", "0b", r -> r.text(10), "11 bytes of text where at most 10"),
        wrong("length of 2^62", "808080808080808040", r -> r.text(10), "where at most 10"),
        wrong("a surrogate in UTF-8", "03eda080", r -> r.text(10), "not UTF-8"),
        wrong("overlong UTF-8", "02c080", r -> r.text(10), "not UTF-8"),
        wrong("another magic", "4d494358", r -> r.magic("MICT"), "other bytes than the magic MICT"),
        wrong("half a magic", "4d49", r -> r.magic("MICT"), "only 2 bytes left"),
        wrong(
            "half a digest",
            "00".repeat(31),
            ByteReader::digest,
            "only 31 bytes left for a digest"),
        wrong("a negative length", "00", r -> r.bytes(-1), "only 1 bytes left"),
        wrong("too many bytes", "00", r -> into(r, 2), "only 1 bytes left"),
        wrong("something behind the end", "00", ByteReader::end, "1 bytes too many at byte 0"));
  }

  private static Arguments wrong(String name, String hex, Consumer<ByteReader> read, String says) {
    return Arguments.of(name, hex, read, says);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongBytes")
  void invariant2_wrongBytesAreACorruptDataProblemThatNamesThePosition(
      String name, String hex, Consumer<ByteReader> read, String says) {
    var reader = new ByteReader("a record", HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> read.accept(reader))
        .as(name)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT))
        .hasMessageStartingWith("a record has ")
        .hasMessageContaining(says);
  }

  @Test
  void invariant2_arbitraryBytesNeverThrowAnythingElse() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      var reader = new ByteReader("noise", bytes);
      try {
        while (reader.remaining() > 0) {
          switch (random.nextInt(6)) {
            case 0 -> reader.varint();
            case 1 -> reader.text(random.nextInt(50));
            case 2 -> reader.u32();
            case 3 -> reader.u64();
            case 4 -> reader.digest();
            default -> reader.u8();
          }
        }
        reader.end();
      } catch (Problem problem) {
        assertThat(problem.code()).isEqualTo("bytes.malformed");
      }
    }
  }

  @Test
  void invariant3_aLengthIsCheckedBeforeAnythingIsAllocated() {
    var reader =
        new ByteReader("a bomb", new ByteWriter(0).varint(Integer.MAX_VALUE - 8).toBytes());
    assertThatThrownBy(() -> reader.text(Integer.MAX_VALUE))
        .hasMessageContaining("only 0 bytes left");
    assertThatThrownBy(() -> reader.bytes(Integer.MAX_VALUE))
        .hasMessageContaining("only 0 bytes left");
  }

  @Test
  void aReaderOfAPartStaysInside() {
    var reader = new ByteReader("a part", new byte[] {1, 2, 3, 4}, 1, 2);
    assertThat(reader.u8()).isEqualTo(2);
    assertThat(reader.position()).isEqualTo(1);
    assertThat(reader.u8()).isEqualTo(3);
    assertThatThrownBy(reader::u8).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new ByteReader("a part", new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static byte[] into(ByteReader reader, int length) {
    byte[] place = new byte[length];
    reader.into(place, 0, length);
    return place;
  }
}
