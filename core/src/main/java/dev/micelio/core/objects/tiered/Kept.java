package dev.micelio.core.objects.tiered;

import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.Version;
import java.io.ByteArrayInputStream;

/// A whole object whose bytes were proved. Nobody changes them.
final class Kept {
  final Version version;
  final byte[] bytes;

  Kept(Version version, byte[] bytes) {
    this.version = version;
    this.bytes = bytes;
  }

  Fetch fetch(Range range) {
    int offset = (int) Math.min(range.offset(), bytes.length);
    int length = (int) range.lengthWithin(bytes.length);
    return new Fetch.Found(version, bytes.length, new ByteArrayInputStream(bytes, offset, length));
  }
}
