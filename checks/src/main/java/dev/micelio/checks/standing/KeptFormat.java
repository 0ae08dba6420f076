package dev.micelio.checks.standing;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.snapshot.Sightings;
import dev.micelio.core.snapshot.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// The bytes of a kept answer. What it reads may be anything.
final class KeptFormat {
  static final String MAGIC = "MICY";
  static final int VERSION = 1;
  static final int CHECKSUM_BYTES = 4;
  static final int FILE_BYTES_MAX = 1 << 24;
  static final int CHECKS_MAX = 10_000;

  private static final String WHAT = "a standing answer";
  private static final int TEXT_BYTES_MAX = 1 << 20;

  private KeptFormat() {}

  static byte[] encode(Kept kept) {
    var out =
        new ByteWriter(1 << 12)
            .magic(MAGIC)
            .u8(VERSION)
            .text(kept.mic())
            .text(kept.directory())
            .u64(kept.mark().first())
            .u64(kept.mark().second())
            .varint(kept.keptMillis())
            .varint(kept.validUntilMillis())
            .digest(kept.tree())
            .varint(kept.files().size());
    for (var file : kept.files()) {
      file.write(out);
    }
    out.varint(kept.variables().size());
    for (var variable : kept.variables().entrySet()) {
      out.text(variable.getKey());
      var value = variable.getValue();
      out.u8(value.isPresent() ? 1 : 0);
      if (value.isPresent()) {
        out.text(value.get());
      }
    }
    out.varint(kept.checks().size());
    for (var check : kept.checks()) {
      write(out, check);
    }
    byte[] body = out.toBytes();
    return new ByteWriter(body.length + CHECKSUM_BYTES)
        .bytes(body)
        .u32(sum(body, body.length))
        .toBytes();
  }

  static Kept decode(byte[] bytes) {
    int end = bytes.length - CHECKSUM_BYTES;
    var seal = new ByteReader(WHAT, bytes, Math.max(0, end), bytes.length - Math.max(0, end));
    if (seal.u32() != sum(bytes, end)) {
      throw seal.corrupt("another checksum");
    }
    var in = new ByteReader(WHAT, bytes, 0, end);
    in.magic(MAGIC);
    if (in.u8() != VERSION) {
      throw in.corrupt("a version that this mic does not know");
    }
    String mic = in.text(TEXT_BYTES_MAX);
    String directory = in.text(TEXT_BYTES_MAX);
    var mark = new Sightings.Mark(in.u64(), in.u64());
    long keptMillis = in.varint();
    long validUntilMillis = in.varint();
    var tree = in.digest();
    var files = new ArrayList<Watched>();
    for (int left = in.count("files", Surroundings.FILES_MAX); left > 0; left--) {
      files.add(Watched.read(in));
    }
    var variables = variables(in);
    var checks = new ArrayList<Event.Answered>();
    for (int left = in.count("checks", CHECKS_MAX); left > 0; left--) {
      checks.add(read(in));
    }
    in.end();
    return new Kept(
        mic, directory, mark, keptMillis, validUntilMillis, files, variables, tree, checks);
  }

  private static SortedMap<String, Optional<String>> variables(ByteReader in) {
    var variables = new TreeMap<String, Optional<String>>();
    for (int left = in.count("variables", Surroundings.VARIABLES_MAX); left > 0; left--) {
      String name = in.text(TEXT_BYTES_MAX);
      variables.put(name, isThere(in) ? Optional.of(in.text(TEXT_BYTES_MAX)) : Optional.empty());
    }
    return variables;
  }

  private static void write(ByteWriter out, Event.Answered check) {
    out.text(check.id().name())
        .text(check.id().system())
        .digest(check.key())
        .digest(check.source())
        .varint(check.durationMillis());
    write(out, check.usage().cpuMillis());
    write(out, check.usage().peakBytes());
    write(out, check.known());
    write(out, check.attestation());
    write(out, check.log());
    out.varint(check.attempt()).u8(check.flaky() ? 1 : 0).text(check.detail());
  }

  private static Event.Answered read(ByteReader in) {
    var id = new Event.Id(in.text(TEXT_BYTES_MAX), in.text(TEXT_BYTES_MAX));
    var key = in.digest();
    var source = in.digest();
    long durationMillis = in.varint();
    var usage = new Usage(number(in), number(in));
    var known = number(in);
    var attestation = digest(in);
    var log = digest(in);
    return new Event.Answered(
        id,
        Outcome.PASSED,
        false,
        key,
        source,
        0,
        durationMillis,
        usage,
        known,
        attestation,
        log,
        in.varint(),
        isThere(in),
        in.text(TEXT_BYTES_MAX),
        List.of());
  }

  private static void write(ByteWriter out, OptionalLong number) {
    out.u8(number.isPresent() ? 1 : 0);
    if (number.isPresent()) {
      out.varint(number.getAsLong());
    }
  }

  private static OptionalLong number(ByteReader in) {
    return isThere(in) ? OptionalLong.of(in.varint()) : OptionalLong.empty();
  }

  private static void write(ByteWriter out, Optional<Digest> digest) {
    out.u8(digest.isPresent() ? 1 : 0);
    if (digest.isPresent()) {
      out.digest(digest.get());
    }
  }

  private static Optional<Digest> digest(ByteReader in) {
    return isThere(in) ? Optional.of(in.digest()) : Optional.empty();
  }

  private static boolean isThere(ByteReader in) {
    int flag = in.u8();
    if (flag > 1) {
      throw in.corrupt("neither yes nor no");
    }
    return flag == 1;
  }

  static long sum(byte[] bytes, int end) {
    var sum = new CRC32C();
    sum.update(bytes, 0, end);
    return sum.getValue();
  }
}
