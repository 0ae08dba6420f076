package dev.micelio.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same sources give the same jars, byte for byte, wherever they lie.
@Tag("slow")
final class ReproducibleBuildTest {

  @Test
  void twoBuildsInTwoFoldersGiveTheSameJars(@TempDir Path folder) throws Exception {
    var one = jarsOf(Planted.copyOfThisProject(folder.resolve("one")));
    var other = jarsOf(Planted.copyOfThisProject(folder.resolve("another folder")));
    assertThat(one).isNotEmpty().isEqualTo(other);
  }

  private static Map<String, String> jarsOf(Planted copy)
      throws IOException, NoSuchAlgorithmException {
    var ended = copy.mvnw("-DskipTests", "-Dspotless.check.skip", "-Denforcer.skip", "package");
    assertThat(ended.exit()).as(ended.output()).isZero();
    var jars = new TreeMap<String, String>();
    try (var files = Files.walk(copy.root())) {
      for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        jars.put(copy.root().relativize(jar).toString(), new BigInteger(1, digest).toString(16));
      }
    }
    return jars;
  }
}
