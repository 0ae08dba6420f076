package dev.micelio.attest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.key.Signer;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.testkit.fuzz.CborMutator;
import dev.micelio.core.testkit.fuzz.Fuzz;
import dev.micelio.core.testkit.fuzz.Target;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/// Whole attestations whose bytes nobody thought of; and payloads and headers of that kind behind a
/// signature that is good. docs/fuzzing.md says what is meant by each property.
final class AttestationFuzzTest {
  private static final long NOW = 1767225701;
  private static final int ALLOCATED_EACH_BYTE_MAX = 512;
  private static final int ALLOCATED_ALWAYS_MAX = 256 << 10;
  private static final int SAMPLED_EACH = 16;
  private static final long INPUTS_QUICK = 3_000;
  private static final long MINUTES = Long.getLong("fuzz.minutes", 0);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Signer signer = GoldenKey.signer();
  private final CheckRun golden = GoldenRun.run();
  private final ProjectId project = golden.project();
  private final Set<Code> codes = EnumSet.noneOf(Code.class);
  private long accepted;
  private long runs;
  private final Verifier verifier;

  AttestationFuzzTest() {
    var trusted =
        new TrustedKey(
            signer.publicKey(), "runner:pedro", Set.of(Use.CHECK), 0, Long.MAX_VALUE, false);
    verifier =
        new Verifier(
            project,
            id -> id.equals(signer.publicKey().id()) ? Optional.of(trusted) : Optional.empty());
  }

  @Seeds(1)
  void noInputBreaksAProperty(long seed) {
    all(seed, Duration.ofSeconds(20), INPUTS_QUICK);
    assertThat(accepted).isPositive();
    assertThat(codes).hasSizeGreaterThan(30);
  }

  @Seeds(1)
  @Tag("slow")
  void noInputBreaksAPropertyHoweverLong(long seed) {
    var time = MINUTES > 0 ? Duration.ofSeconds(MINUTES * 20) : Duration.ofSeconds(5);
    for (var report : all(seed, time, Long.MAX_VALUE)) {
      System.out.println(report);
    }
    System.out.printf("%d accepted, refused for %s%n", accepted, codes);
  }

  private List<Fuzz.Report> all(long seed, Duration time, long inputsMax) {
    var files = new ArrayList<byte[]>();
    var payloads = new ArrayList<byte[]>();
    var headers = new ArrayList<byte[]>();
    for (var vector : PublicVectors.all("public.json")) {
      if (vector.bytes().length < Envelope.SIZE_BYTES_MAX / 16) {
        files.add(vector.bytes());
        try {
          var envelope = Envelope.read(vector.bytes());
          payloads.add(envelope.payload());
          headers.add(envelope.headers());
        } catch (Refusal _) {
          // nothing to begin with in this one
        }
      }
    }
    return List.of(
        fuzz("files", new Files(files), files, seed, time, inputsMax),
        fuzz("signed payloads", this::payload, payloads, seed, time, inputsMax),
        fuzz("signed headers", this::headers, headers, seed, time, inputsMax));
  }

  private static Fuzz.Report fuzz(
      String name, Target target, List<byte[]> corpus, long seed, Duration time, long inputsMax) {
    return new Fuzz(name, target, new CborMutator(), corpus, seed).run(time, inputsMax);
  }

  /// None is accepted but those that were signed.
  private final class Files implements Target {
    private final Set<List<Byte>> signed = new HashSet<>();

    Files(List<byte[]> files) {
      files.forEach(file -> signed.add(boxed(file)));
    }

    private static List<Byte> boxed(byte[] bytes) {
      var list = new ArrayList<Byte>(bytes.length);
      for (byte b : bytes) {
        list.add(b);
      }
      return list;
    }

    @Override
    public Object run(byte[] file) {
      var verdict = verified(file);
      require(
          verdict instanceof Verdict.Refused || signed.contains(boxed(file)),
          "accepted though nobody signed it");
      return feedback(verdict);
    }
  }

  /// What is accepted says in records what its bytes say, and nothing is lost between.
  private Object payload(byte[] payload) {
    byte[] headers =
        Headers.write(
            StatementType.CHECK_RUN,
            signer.publicKey().id(),
            new Claims(
                "runner:pedro",
                golden.subject(),
                Claims.audience(project),
                NOW + 1,
                NOW,
                GoldenRun.CTI));
    var verdict = verified(signed(headers, payload));
    if (verdict instanceof Verdict.Accepted<CheckRun>(var verified)) {
      require(
          Arrays.equals(verified.statement().toCbor().encode(), payload),
          "its records are written in another way");
    }
    return feedback(verdict);
  }

  /// What is accepted has the headers that we would write.
  private Object headers(byte[] headers) {
    byte[] payload = golden.toCbor().encode();
    var verdict = verified(signed(headers, payload));
    if (verdict instanceof Verdict.Accepted<CheckRun>(var verified)) {
      require(
          Arrays.equals(
              Headers.write(StatementType.CHECK_RUN, verified.key(), verified.claims()), headers),
          "its headers are written in another way");
    }
    return feedback(verdict);
  }

  private byte[] signed(byte[] headers, byte[] payload) {
    return Envelope.write(
        headers, payload, signer.sign(Envelope.toBeSigned(headers, project, payload)));
  }

  private Verdict<CheckRun> verified(byte[] file) {
    boolean sampled = ++runs % SAMPLED_EACH == 0;
    long before = sampled ? threads.getCurrentThreadAllocatedBytes() : 0;
    var verdict = verifier.checkRun(file, NOW, Demand.nothing());
    if (sampled) {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      require(
          allocated <= ALLOCATED_ALWAYS_MAX + (long) ALLOCATED_EACH_BYTE_MAX * file.length,
          allocated + " bytes allocated for " + file.length);
    }
    return verdict;
  }

  /// The reasons, each with where it is but not which of many.
  private Object feedback(Verdict<CheckRun> verdict) {
    return switch (verdict) {
      case Verdict.Accepted<CheckRun> _ -> {
        accepted++;
        yield "accepted";
      }
      case Verdict.Refused<CheckRun>(var reasons) -> {
        var seen = new HashSet<String>();
        for (var reason : reasons) {
          codes.add(reason.code());
          seen.add(reason.code() + reason.where().replaceAll("\\[\\d+]|\\(.*\\)", ""));
        }
        yield seen;
      }
    };
  }

  private static void require(boolean condition, String broken) {
    if (!condition) {
      throw new IllegalStateException(broken);
    }
  }
}
