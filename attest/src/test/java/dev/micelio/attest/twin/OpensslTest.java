package dev.micelio.attest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.testkit.GoldenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shell and openssl are enough: the commands of docs/twins.md are run as they stand there.
final class OpensslTest {
  private static final String FENCE = "```";

  @TempDir private Path folder;

  @BeforeAll
  static void isThere() throws Exception {
    Outsider.needs(
        Outsider.answers("openssl", "version"), "openssl is there: apt-get install openssl");
  }

  private static String commands() throws IOException {
    String page = Files.readString(Outsider.ROOT.resolve("docs/twins.md"));
    int at = page.indexOf("openssl pkeyutl");
    int from = page.lastIndexOf(FENCE + "sh\n", at) + FENCE.length() + 3;
    return page.substring(from, page.indexOf(FENCE, at));
  }

  private Outsider.Said said(String envelope, PublicKey key) throws Exception {
    Outsider.write(folder, "check-run.dsse.json", envelope);
    Outsider.write(folder, "key.pem", Outsider.pem(key));
    return Outsider.ask(folder, "sh", "-euc", commands());
  }

  private static String envelope() {
    return Tampered.signed(GoldenKey.signer()).toJson();
  }

  private void assertRefused(String envelope, PublicKey key) throws Exception {
    var said = said(envelope, key);
    assertThat(said.text()).contains("Signature Verification Failure");
    assertThat(said.exit()).isEqualTo(1);
  }

  @Test
  void ourEnvelopeIsAccepted() throws Exception {
    var said = said(envelope(), GoldenKey.signer().publicKey());
    assertThat(said.text()).contains("Signature Verified Successfully");
    assertThat(said.exit()).isZero();
    assertThat(folder.resolve("statement.json"))
        .hasContent(Tampered.signed(GoldenKey.signer()).payload());
  }

  @Test
  void whatWasTamperedWithIsRefused() throws Exception {
    var key = GoldenKey.signer().publicKey();
    assertRefused(Tampered.payload(envelope()), key);
    assertRefused(Tampered.signature(envelope()), key);
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    assertRefused(envelope(), GoldenKey.another().publicKey());
  }
}
