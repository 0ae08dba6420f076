package dev.micelio.core.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.testkit.fuzz.CborMutator;
import dev.micelio.core.testkit.fuzz.Fuzz;
import dev.micelio.core.testkit.fuzz.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/// docs/fuzzing.md says what is meant by each property.
final class CborFuzzTest {
  private static final CborLimits WIDE = new CborLimits(1 << 20, 1 << 20, CborLimits.DEPTH_MAX);
  private static final CborLimits TIGHT = new CborLimits(256, 32, 4);

  /// What reading may allocate.
  private static final int ALLOCATED_EACH_BYTE_MAX = 256;

  private static final int ALLOCATED_ALWAYS_MAX = 64 << 10;
  private static final int SAMPLED_EACH = 16;
  private static final long INPUTS_QUICK = 10_000;

  private static final long MINUTES = Long.getLong("fuzz.minutes", 0);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<CborFault, Long> refused = new EnumMap<>(CborFault.class);
  private long accepted;
  private long runs;
  private long allocatedEachByteMax;

  @Seeds(1)
  void noInputBreaksAProperty(long seed) throws IOException {
    fuzz(seed, Duration.ofSeconds(20), INPUTS_QUICK);
    assertThat(accepted).isPositive();
    assertThat(refused).containsOnlyKeys(CborFault.values());
  }

  @Seeds(1)
  @Tag("slow")
  void noInputBreaksAPropertyHoweverLong(long seed) throws IOException {
    var time = MINUTES > 0 ? Duration.ofMinutes(MINUTES) : Duration.ofSeconds(15);
    var report = fuzz(seed, time, Long.MAX_VALUE);
    System.out.printf(
        "%s, %d accepted, refused %s, at most %d bytes allocated for each byte%n",
        report, accepted, refused, allocatedEachByteMax);
  }

  private Fuzz.Report fuzz(long seed, Duration time, long inputsMax) throws IOException {
    Target target = this::properties;
    return new Fuzz("canonical CBOR", target, new CborMutator(), corpus(), seed)
        .run(time, inputsMax);
  }

  /// The vectors, and an attestation's payload.
  private static List<byte[]> corpus() throws IOException {
    var vectors =
        Path.of(Objects.requireNonNull(System.getProperty("project.root")), "docs/formats/vectors");
    var corpus = new ArrayList<byte[]>();
    corpus.add(Files.readAllBytes(vectors.resolve("attestation/check-run.payload.cbor")));
    for (String line : Files.readAllLines(vectors.resolve("cbor.txt"))) {
      if (line.startsWith("hex =")) {
        corpus.add(HexFormat.of().parseHex(line.substring(5).strip()));
      }
    }
    return corpus;
  }

  private Object properties(byte[] input) throws CborRefused {
    boolean sampled = ++runs % SAMPLED_EACH == 0;
    long before = sampled ? threads.getCurrentThreadAllocatedBytes() : 0;
    var refusal = refusal(input, WIDE);
    if (sampled) {
      allocated(input, threads.getCurrentThreadAllocatedBytes() - before);
      problem(input, refusal);
    }
    boolean second = secondJudgeAccepts(input);
    require((refusal == null) == second, "the judges do not agree", refusal);
    if (refusal == null) {
      accepted++;
      var value = Cbor.read(input, WIDE);
      require(Arrays.equals(value.encode(), input), "written in another way", null);
      require(read(CborDiagnostic.oneLine(value)).equals(value), "another notation", null);
      if (sampled) {
        require(read(CborDiagnostic.indented(value)).equals(value), "another indented", null);
      }
    } else {
      refused.merge(refusal.fault(), 1L, Long::sum);
      int position = refusal.position();
      require(position >= 0 && position <= input.length, "a position beyond the bytes", refusal);
      require(refusal(input, TIGHT) != null, "narrow limits allow more", refusal);
    }
    return feedback(input, refusal);
  }

  private static Cbor read(String notation) {
    return CborDiagnostic.parse("a value", notation, WIDE);
  }

  private static @Nullable CborRefused refusal(byte[] input, CborLimits limits) {
    try {
      Cbor.read(input, limits);
      return null;
    } catch (CborRefused refused) {
      return refused;
    }
  }

  private static boolean secondJudgeAccepts(byte[] input) {
    try {
      CborDecoder.parseAndCompare(input);
      return true;
    } catch (CborRefused _) {
      return false;
    }
  }

  private void allocated(byte[] input, long bytes) {
    long max = (long) ALLOCATED_EACH_BYTE_MAX * input.length + ALLOCATED_ALWAYS_MAX;
    require(bytes <= max, bytes + " bytes allocated for " + input.length, null);
    if (input.length > 1024) {
      allocatedEachByteMax = Math.max(allocatedEachByteMax, bytes / input.length);
    }
  }

  private static void problem(byte[] input, @Nullable CborRefused refusal) {
    try {
      Cbor.decode("an input", input, WIDE);
      require(refusal == null, "decode accepts", refusal);
    } catch (Problem problem) {
      require(
          refusal != null && problem.code().equals("cbor.malformed"), "another problem", problem);
    }
  }

  private static void require(boolean holds, String broken, @Nullable Throwable cause) {
    if (!holds) {
      throw new IllegalStateException(broken, cause);
    }
  }

  /// Why and about where the bytes were refused, which types of items stand before, which one last,
  /// and about how many.
  private record Behaviour(
      @Nullable CborFault fault,
      int place,
      Set<CborScanner.Type> types,
      CborScanner.@Nullable Type last,
      int heads) {}

  private static Behaviour feedback(byte[] input, @Nullable CborRefused refusal) {
    var types = EnumSet.noneOf(CborScanner.Type.class);
    CborScanner.Type last = null;
    int heads = 0;
    var scanner = new CborScanner(input, WIDE);
    try {
      while (scanner.position() < input.length) {
        var type = scanner.peek();
        long argument = scanner.head();
        if (type == CborScanner.Type.BYTES || type == CborScanner.Type.TEXT) {
          scanner.skip((int) argument);
        }
        types.add(type);
        last = type;
        heads++;
      }
    } catch (CborRefused _) {
      // it is the refusal, seen again
    }
    return refusal == null
        ? new Behaviour(null, log2(input.length), types, last, log2(heads))
        : new Behaviour(refusal.fault(), log2(refusal.position()), types, last, log2(heads));
  }

  private static int log2(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }
}
