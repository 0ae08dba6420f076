package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A set of fingerprints that may hold more than it was given, never less: a blocked Bloom filter
/// in pages, as docs/formats/bloom.md gives it. A fingerprint has one page, and its page alone
/// answers for it.
final class Filter {
  static final int BITS_PER_FINGERPRINT = 16;
  static final int BLOCKS_PER_PAGE = 63;

  /// The blocks of a page, and its seal.
  static final int PAGE_BYTES = BLOCKS_PER_PAGE * 64 + Seal.SIZE_BYTES;

  private static final int BLOCK_BYTES = 64;
  private static final int BLOCK_BITS = 512;

  /// Where the rate of false answers is lowest at 16 bits; see docs/formats/bloom.md.
  private static final int PROBES = 9;

  private static final int PROBES_PER_WORD = 7;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Filter() {}

  static int pages(int fingerprints) {
    long bits = (long) fingerprints * BITS_PER_FINGERPRINT;
    return Math.max(1, Math.ceilDiv((int) Math.ceilDiv(bits, BLOCK_BITS), BLOCKS_PER_PAGE));
  }

  /// All pages of the filter of these fingerprints. `owner` is the seal of the head they belong to.
  static byte[] write(long[] fingerprints, long owner, int filter) {
    int pages = pages(fingerprints.length);
    var bytes = new byte[pages * PAGE_BYTES];
    for (long fingerprint : fingerprints) {
      int block = block(fingerprint, pages);
      int at = block / BLOCKS_PER_PAGE * PAGE_BYTES + block % BLOCKS_PER_PAGE * BLOCK_BYTES;
      long first = mixed(fingerprint);
      long second = mixed(first);
      for (int i = 0; i < PROBES; i++) {
        int bit = bit(first, second, i);
        bytes[at + (bit >>> 3)] |= (byte) (0x80 >>> (bit & 7));
      }
    }
    for (int page = 0; page < pages; page++) {
      int at = page * PAGE_BYTES;
      long seal = seal(bytes, at, owner, filter, page);
      LONG.set(bytes, at + PAGE_BYTES - Seal.SIZE_BYTES, seal);
    }
    return bytes;
  }

  /// The page that answers for a fingerprint.
  static int page(long fingerprint, int pages) {
    return block(fingerprint, pages) / BLOCKS_PER_PAGE;
  }

  /// Whether the bytes from `at` on are that page of that filter, undamaged.
  static boolean isPage(byte[] bytes, int at, long owner, int filter, int page) {
    return bytes.length - at >= PAGE_BYTES
        && (long) LONG.get(bytes, at + PAGE_BYTES - Seal.SIZE_BYTES)
            == seal(bytes, at, owner, filter, page);
  }

  /// Asks the page of this fingerprint, which begins at `at`. False is certain.
  static boolean mayHold(byte[] bytes, int at, long fingerprint, int pages) {
    int begin = at + block(fingerprint, pages) % BLOCKS_PER_PAGE * BLOCK_BYTES;
    long first = mixed(fingerprint);
    long second = mixed(first);
    for (int i = 0; i < PROBES; i++) {
      int bit = bit(first, second, i);
      if ((bytes[begin + (bit >>> 3)] & 0x80 >>> (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int block(long fingerprint, int pages) {
    return (int) Math.unsignedMultiplyHigh(fingerprint, (long) pages * BLOCKS_PER_PAGE);
  }

  /// The fingerprint's high bits chose the block, so its bits there must not hang on them alone.
  /// This is the last step of SplitMix64.
  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static int bit(long first, long second, int probe) {
    long word = probe < PROBES_PER_WORD ? first : second;
    return (int) (word >>> (9 * (probe % PROBES_PER_WORD))) & (BLOCK_BITS - 1);
  }

  private static long seal(byte[] bytes, int at, long owner, int filter, int page) {
    var sealed = new ByteWriter(13 + PAGE_BYTES);
    sealed.u64(owner).u8(filter).u32(page).bytes(bytes, at, PAGE_BYTES - Seal.SIZE_BYTES);
    return Digest.of(sealed.toBytes()).first();
  }
}
