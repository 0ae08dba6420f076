package dev.micelio.checks.result;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.cbor.CborLimits;

/// How much lies in a cache home at most: what is written is added, and only a count of all files
/// takes something off, so whoever dies leaves it too high and never too low.
record CacheUse(long bytes, long files, long countedMillis) {
  private static final CborLimits LIMITS = new CborLimits(200, 32, 1);

  CacheUse plus(long addedBytes, long addedFiles) {
    return new CacheUse(bytes + addedBytes, files + addedFiles, countedMillis);
  }

  byte[] write() {
    return Cbor.map()
        .put("bytes", Cbor.of(bytes))
        .put("files", Cbor.of(files))
        .put("counted", Cbor.of(countedMillis))
        .build()
        .encode();
  }

  static CacheUse read(byte[] bytes) {
    var fields = CborFields.of("the use of a cache", Cbor.decode("the use", bytes, LIMITS));
    var use = new CacheUse(fields.uint("bytes"), fields.uint("files"), fields.uint("counted"));
    fields.end();
    return use;
  }
}
