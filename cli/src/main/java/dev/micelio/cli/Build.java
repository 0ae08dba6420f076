package dev.micelio.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which mic this is.
public final class Build {
  private static final int SIZE_BYTES_MAX = 100;

  private Build() {}

  /// `mic 1.2.3`
  public static String version() {
    return "mic " + number();
  }

  /// A distribution says it in a file too: with every class out of the AOT cache, opening the jar
  /// would be the dearest part of `mic --version`.
  public static String number() {
    String home = System.getProperty("mic.home");
    if (home != null) {
      try (var in = new FileInputStream(home + "/lib/version")) {
        return text(in);
      } catch (IOException _) {
        // then the jar says it
      }
    }
    try (var in = Build.class.getResourceAsStream("version")) {
      if (in == null) {
        throw new IllegalStateException("the jar of mic has no version in it");
      }
      return text(in);
    } catch (IOException e) {
      throw new IllegalStateException("the jar of mic cannot be read", e);
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readNBytes(SIZE_BYTES_MAX), StandardCharsets.UTF_8).strip();
  }

  /// What the launcher wrote down when it built, or `unknown`.
  public static String commit() {
    var home = System.getProperty("mic.home", "");
    try (var in = Files.newInputStream(Path.of(home, "lib", "commit"))) {
      return text(in);
    } catch (IOException _) { // a distribution need not say it
      return "unknown";
    }
  }

  static String java() {
    return System.getProperty("java.vm.version", "unknown")
        + " ("
        + System.getProperty("java.vendor", "unknown")
        + "), "
        + System.getProperty("java.home", "unknown");
  }
}
