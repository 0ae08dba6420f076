package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A blob far larger than the heap of the process that writes and reads it. `-Dblob.gib=10` says
/// how large.
@Tag("slow")
final class BlobMemoryTest {

  @Test
  void aBlobLargerThanTheHeapIsWrittenAndReadIn64MebibytesOfIt() throws Exception {
    String gib = System.getProperty("blob.gib", "0.25");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx64m",
                    "-XX:MaxDirectMemorySize=16m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LargeBlob.class.getName(),
                    gib))
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(output).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      assertThat(output).contains("read back whole");
      System.out.print(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
