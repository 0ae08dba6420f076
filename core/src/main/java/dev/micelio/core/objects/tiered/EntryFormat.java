package dev.micelio.core.objects.tiered;

import dev.micelio.core.objects.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// How a kept object stands in its file; docs/formats/cache-directory.md has it byte by byte.
final class EntryFormat {
  static final int VERSION_BYTES_MAX = 1024;
  private static final int MAGIC = 0x4d494345; // MICE
  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = Integer.BYTES + Byte.BYTES + Short.BYTES + Long.BYTES;
  private static final int BODY_BYTES_MAX = Integer.MAX_VALUE - 8;

  private EntryFormat() {}

  /// What comes before the body, or null when the version does not fit.
  static byte @Nullable [] header(Kept kept) {
    byte[] version = kept.version.text().getBytes(StandardCharsets.UTF_8);
    if (version.length > VERSION_BYTES_MAX) {
      return null;
    }
    var header = ByteBuffer.allocate(FIXED_BYTES + version.length + Integer.BYTES);
    header.putInt(MAGIC).put(FORMAT).putShort((short) version.length).putLong(kept.bytes.length);
    header.put(version);
    header.putInt(crc(header.array(), header.position()));
    return header.array();
  }

  /// The entry that a file of `fileBytes` holds, its bytes not yet proved; null when it is damaged.
  static @Nullable Kept read(InputStream file, long fileBytes) throws IOException {
    byte[] fixed = file.readNBytes(FIXED_BYTES);
    if (fixed.length < FIXED_BYTES) {
      return null;
    }
    var header = ByteBuffer.wrap(fixed);
    boolean known = header.getInt() == MAGIC && header.get() == FORMAT;
    int versionBytes = header.getShort();
    long bodyBytes = header.getLong();
    long headerBytes = (long) FIXED_BYTES + versionBytes + Integer.BYTES;
    if (!known
        || versionBytes < 1
        || versionBytes > VERSION_BYTES_MAX
        || bodyBytes < 0
        || bodyBytes > BODY_BYTES_MAX
        || headerBytes + bodyBytes != fileBytes) {
      return null;
    }
    return read(file, fixed, versionBytes, (int) bodyBytes);
  }

  private static @Nullable Kept read(
      InputStream file, byte[] fixed, int versionBytes, int bodyBytes) throws IOException {
    var header = new byte[FIXED_BYTES + versionBytes];
    System.arraycopy(fixed, 0, header, 0, FIXED_BYTES);
    int got = file.readNBytes(header, FIXED_BYTES, versionBytes);
    byte[] crc = file.readNBytes(Integer.BYTES);
    if (got < versionBytes
        || crc.length < Integer.BYTES
        || ByteBuffer.wrap(crc).getInt() != crc(header, header.length)) {
      return null;
    }
    var body = new byte[bodyBytes];
    if (file.readNBytes(body, 0, bodyBytes) < bodyBytes) {
      return null;
    }
    var version =
        new Version(new String(header, FIXED_BYTES, versionBytes, StandardCharsets.UTF_8));
    return new Kept(version, body);
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
