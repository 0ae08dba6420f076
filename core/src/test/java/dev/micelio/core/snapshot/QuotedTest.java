package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuotedTest {

  @Test
  void aPlainPathStaysAsItIs() {
    assertThat(Quoted.ifNeeded("a b/é/😀.txt")).isEqualTo("a b/é/😀.txt");
  }

  @Test
  void aPathThatCouldWriteWhereItShouldNotIsQuoted() {
    assertThat(Quoted.ifNeeded("a\n\t\u001b[31m\"\\é")).isEqualTo("\"a\\n\\t\\033[31m\\\"\\\\é\"");
    assertThat(Quoted.ifNeeded("\u007f")).isEqualTo("\"\\177\"");
    assertThat(Quoted.ifNeeded("\u009b")).isEqualTo("\"\\302\\233\"");
    assertThat(Quoted.ifNeeded("\u202egpj.exe")).isEqualTo("\"\\342\\200\\256gpj.exe\"");
  }

  @Test
  void bytesThatAreNoTextAreShownByTheirNumbers() {
    assertThat(Quoted.shown("a\u00e4\u00ffz".getBytes(ISO_8859_1))).isEqualTo("\"a\\344\\377z\"");
    assertThat(Quoted.shown("é".repeat(600).getBytes(UTF_8)))
        .isEqualTo("\"" + "é".repeat(500) + "\"…");
    assertThat(Quoted.shown(new byte[] {(byte) 0xe2, (byte) 0x80})).isEqualTo("\"\\342\\200\"");
  }
}
