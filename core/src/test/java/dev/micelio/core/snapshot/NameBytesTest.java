package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameBytesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "/a/b",
        "../..",
        ".",
        "a/./b",
        "a/",
        "/a/",
        "with space",
        "%41",
        "x\nz",
        "\u00ff\u00fe",
        "caf\u00c3\u00a9/x",
        "/\u00ff/",
        "a?b#c",
        "\u007f",
        "..\u00e9/..",
        "~",
        "/"
      })
  void aLinkIsWrittenAndReadByteByByte(String target) throws Exception {
    byte[] bytes = target.getBytes(ISO_8859_1);
    var link = directory.resolve("link");

    Files.createSymbolicLink(link, NameBytes.path(bytes));

    assertThat(NameBytes.of(Files.readSymbolicLink(link))).isEqualTo(bytes);
    var readlink = new ProcessBuilder("readlink", "-n", link.toString()).start();
    assertThat(readlink.getInputStream().readAllBytes()).isEqualTo(bytes);
  }
}
