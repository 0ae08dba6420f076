package dev.micelio.attest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.PublicVectors;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library under in-toto and TUF in Python reads our envelopes, as Debian has it.
final class SecuresystemslibTest {
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir private Path folder;

  @BeforeAll
  static void isThere() throws Exception {
    Outsider.needs(
        Outsider.answers(PYTHON, "-c", "import nacl, securesystemslib.signer"),
        "securesystemslib is there: apt-get install python3-securesystemslib python3-nacl");
  }

  private static Outsider.Said said(Path envelope, Path key) throws Exception {
    return Outsider.ask(
        Outsider.ROOT,
        PYTHON,
        "attest/src/test/python/verify_dsse.py",
        envelope.toAbsolutePath().toString(),
        key.toAbsolutePath().toString());
  }

  private Outsider.Said said(String envelope, PublicKey key) throws Exception {
    return said(
        Outsider.write(folder, "envelope.json", envelope),
        Outsider.write(folder, "key.pem", Outsider.pem(key)));
  }

  private static String envelope() {
    return Tampered.signed(GoldenKey.signer()).toJson();
  }

  private void assertRefused(String envelope, PublicKey key) throws Exception {
    var said = said(envelope, key);
    assertThat(said.text()).startsWith("refused: ");
    assertThat(said.exit()).isEqualTo(1);
  }

  @Test
  void ourEnvelopeIsAccepted() throws Exception {
    var said = said(envelope(), GoldenKey.signer().publicKey());
    assertThat(said.text()).startsWith("accepted by ");
    assertThat(said.exit()).isZero();
  }

  @Test
  void theGoldenEnvelopeIsAccepted() throws Exception {
    var said = said(PublicVectors.file("check-run.dsse.json"), PublicVectors.file("key.pem"));
    assertThat(said.text()).startsWith("accepted by ");
    assertThat(said.exit()).isZero();
  }

  @Test
  void whatWasTamperedWithIsRefused() throws Exception {
    var key = GoldenKey.signer().publicKey();
    assertRefused(Tampered.payload(envelope()), key);
    assertRefused(Tampered.payloadType(envelope()), key);
    assertRefused(Tampered.signature(envelope()), key);
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    assertRefused(envelope(), GoldenKey.another().publicKey());
  }
}
