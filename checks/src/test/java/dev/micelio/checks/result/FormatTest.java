package dev.micelio.checks.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborDiagnostic;
import dev.micelio.core.cbor.CborLimits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The vectors of `docs/formats/local-results.md` are what is written.
final class FormatTest {

  private static String vector(String name, byte[] file) {
    byte[] content = Arrays.copyOfRange(file, SealedBytes.HEADER_BYTES, file.length);
    return """
    [%s]
    hex = %s
    value = %s
    """
        .formatted(
            name,
            HexFormat.of().formatHex(file),
            CborDiagnostic.oneLine(
                Cbor.decode("a vector", content, new CborLimits(1 << 20, 1 << 20, 8))));
  }

  @Test
  void theVectorsAreWhatIsWritten() {
    var log = Samples.log("log");
    var full =
        Samples.result("question", Outcome.PASSED, 2, log)
            .withAttestation(Samples.digest("attestation"));
    var plain = Samples.result("question", Outcome.TIMED_OUT, 1);
    var use = new CacheUse(4096, 1, 1_767_225_600_000L);
    var written =
        "# Whole files of local results, explained in ../local-results.md. A value is the content in"
            + " diagnostic notation.\n\n"
            + vector(
                "results",
                SealedBytes.seal(Filed.MAGIC, KnownResultFormat.write(List.of(full, plain))))
            + "\n"
            + vector("use", SealedBytes.seal(Shelves.USE_MAGIC, use.write()));
    var root = Path.of(Objects.requireNonNull(System.getProperty("project.root")));
    assertThat(root.resolve("docs/formats/vectors/local-results.txt")).hasContent(written);
    assertThat(KnownResultFormat.read(KnownResultFormat.write(List.of(full, plain))))
        .containsExactly(full, plain);
    assertThat(CacheUse.read(use.write())).isEqualTo(use);
    assertThat(SealedBytes.open(1, SealedBytes.seal(2, new byte[0]))).isEqualTo(Optional.empty());
  }
}
