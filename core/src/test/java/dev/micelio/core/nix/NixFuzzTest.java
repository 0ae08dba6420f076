package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.testkit.fuzz.ByteMutator;
import dev.micelio.core.testkit.fuzz.Fuzz;
import dev.micelio.core.testkit.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;

/// Bytes that nobody thought of. For each input: nothing is thrown but the refusal, what is
/// accepted is written again as the same bytes (of a narinfo: means the same), and reading
/// allocates no more than grows with the input.
final class NixFuzzTest {
  private static final int ALLOCATED_EACH_BYTE_MAX = 512;
  private static final int ALLOCATED_ALWAYS_MAX = 512 << 10;
  private static final int SAMPLED_EACH = 16;
  private static final long INPUTS_QUICK = 10_000;
  private static final long MINUTES = Long.getLong("fuzz.minutes", 0);

  /// Reads, writes again, and requires what must hold of an input that is accepted.
  private interface Subject {
    void accept(byte[] input) throws IOException;
  }

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final TreeSet<String> refusals = new TreeSet<>();
  private long runs;
  private long accepted;

  @Seeds(1)
  void noInputBreaksAProperty(long seed) {
    everything(seed, Duration.ofSeconds(7), INPUTS_QUICK);
  }

  @Seeds(1)
  @Tag("slow")
  void noInputBreaksAPropertyHoweverLong(long seed) {
    var time = MINUTES > 0 ? Duration.ofMinutes(MINUTES).dividedBy(3) : Duration.ofSeconds(5);
    everything(seed, time, Long.MAX_VALUE);
  }

  private void everything(long seed, Duration time, long inputsMax) {
    fuzz("a NAR", NixFuzzTest::nar, nars(seed), seed, time, inputsMax);
    assertThat(refusals).hasSizeGreaterThan(8);
    fuzz("a derivation", NixFuzzTest::derivation, derivations(seed), seed, time, inputsMax);
    assertThat(refusals).hasSizeGreaterThan(8);
    fuzz("a narinfo", NixFuzzTest::narInfo, narInfos(seed), seed, time, inputsMax);
    assertThat(refusals).hasSizeGreaterThan(5);
  }

  private void fuzz(
      String name, Subject subject, List<byte[]> corpus, long seed, Duration time, long inputsMax) {
    refusals.clear();
    accepted = 0;
    Target target = input -> properties(subject, input);
    new Fuzz(name, target, new ByteMutator(), corpus, seed).run(time, inputsMax);
    assertThat(accepted).isPositive();
  }

  private Object properties(Subject subject, byte[] input) throws IOException {
    boolean sampled = ++runs % SAMPLED_EACH == 0;
    long before = sampled ? threads.getCurrentThreadAllocatedBytes() : 0;
    String answer = answer(subject, input);
    if (sampled) {
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      require(
          bytes <= (long) ALLOCATED_EACH_BYTE_MAX * input.length + ALLOCATED_ALWAYS_MAX,
          bytes + " bytes allocated for " + input.length);
    }
    return answer;
  }

  /// What was wrong, with the numbers and what the input says left out.
  private String answer(Subject subject, byte[] input) throws IOException {
    try {
      subject.accept(input);
      accepted++;
      return "accepted";
    } catch (Problem problem) {
      require(problem.code().equals("nix.malformed"), "another problem: " + problem.code());
      refusals.add(problem.what().replaceAll("\"([^\"\\\\]|\\\\.)*\"…?|[0-9]+", ""));
      return problem.what().replaceAll("\"([^\"\\\\]|\\\\.)*\"…?", "");
    }
  }

  private static void nar(byte[] input) throws IOException {
    var out = new ByteArrayOutputStream(input.length);
    var writer = new NarWriter(out);
    new NarReader(new ByteArrayInputStream(input), 1L << 40).walk(writer);
    writer.finish();
    require(Arrays.equals(out.toByteArray(), input), "written in another way");
  }

  private static void derivation(byte[] input) {
    require(Arrays.equals(Derivation.parse(input).encode(), input), "written in another way");
  }

  private static void narInfo(byte[] input) {
    var info = NarInfo.parse(new String(input, ISO_8859_1));
    require(NarInfo.parse(info.encode()).equals(info), "written with another meaning");
  }

  private static void require(boolean holds, String broken) {
    if (!holds) {
      throw new IllegalStateException(broken);
    }
  }

  private static List<byte[]> nars(long seed) {
    var corpus = new ArrayList<byte[]>();
    for (int i = 0; i < 20; i++) {
      byte[] nar = NaiveNar.of(MadeTree.random(seed + i).naive());
      if (nar.length < 16_000) {
        corpus.add(nar);
      }
    }
    corpus.add(NaiveNar.of(new MadeTree().put("a/b", "c").put("d", "").naive()));
    return corpus;
  }

  private static List<byte[]> derivations(long seed) {
    var random = new Random(seed);
    var corpus = new ArrayList<byte[]>();
    for (int i = 0; i < 20; i++) {
      corpus.add(RandomDerivation.of(random).encode());
    }
    return corpus;
  }

  private static List<byte[]> narInfos(long seed) {
    var random = new Random(seed);
    var corpus = new ArrayList<byte[]>();
    for (int i = 0; i < 20; i++) {
      corpus.add(RandomNarInfo.of(random).encode().getBytes(ISO_8859_1));
    }
    return corpus;
  }
}
