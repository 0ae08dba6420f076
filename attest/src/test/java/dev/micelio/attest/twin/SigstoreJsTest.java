package dev.micelio.attest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sigstore's own verifier in JavaScript reads our bundles.
final class SigstoreJsTest {
  private static final Path SOURCES = Outsider.ROOT.resolve("attest/src/test/sigstore-js");
  private static final Path HOME = Outsider.ROOT.resolve("attest/target/sigstore-js");
  private static final String LOCK = "package-lock.json";
  private static final PublicKey KEY = GoldenKey.signer().publicKey();

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    Outsider.needs(
        Outsider.answers("node", "--version") && Outsider.answers("npm", "--version"),
        "node and npm are there: apt-get install nodejs npm");
    Files.createDirectories(HOME);
    boolean there = isInstalled();
    for (String name : List.of("package.json", LOCK, "verify.mjs")) {
      Files.copy(SOURCES.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!there) {
      var npm = Outsider.ask(HOME, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Outsider.needs(npm.exit() == 0, "npm installs sigstore's verifier: " + npm.text());
    }
  }

  /// What this lock file pins. npm writes its own list when it has installed everything.
  private static boolean isInstalled() throws IOException {
    return Files.exists(HOME.resolve("node_modules/.package-lock.json"))
        && Files.mismatch(SOURCES.resolve(LOCK), HOME.resolve(LOCK)) < 0;
  }

  /// Asks for the bundle with `key` under the hint.
  private Outsider.Said said(String bundle, PublicKey key, String hint) throws Exception {
    return Outsider.ask(
        HOME,
        "node",
        "verify.mjs",
        Outsider.write(folder, "bundle.json", bundle).toString(),
        Outsider.write(folder, "key.pem", Outsider.pem(key)).toString(),
        hint);
  }

  private Outsider.Said said(String bundle) throws Exception {
    return said(bundle, KEY, DsseEnvelope.keyId(KEY));
  }

  private static String bundle() {
    return new SigstoreBundle(Tampered.signed(GoldenKey.signer())).toJson();
  }

  @Test
  void ourBundleIsAccepted() throws Exception {
    assertThat(said(bundle())).isEqualTo(new Outsider.Said(0, "accepted\n"));
  }

  @Test
  void theGoldenBundleIsAccepted() throws Exception {
    assertThat(
            Outsider.ask(
                HOME,
                "node",
                "verify.mjs",
                PublicVectors.file("check-run.sigstore.json").toAbsolutePath().toString(),
                PublicVectors.file("key.pem").toAbsolutePath().toString(),
                DsseEnvelope.keyId(KEY)))
        .isEqualTo(new Outsider.Said(0, "accepted\n"));
  }

  @Test
  void provenanceIsAccepted() throws Exception {
    for (var statement : InToto.provenance(GoldenRun.run(), GoldenRun.CTI)) {
      var envelope = DsseEnvelope.sign(statement, GoldenKey.signer());
      assertThat(said(new SigstoreBundle(envelope).toJson()))
          .isEqualTo(new Outsider.Said(0, "accepted\n"));
    }
  }

  @Test
  void anotherPayloadIsRefused() throws Exception {
    assertRefused(said(Tampered.payload(bundle())), "SIGNATURE_ERROR");
  }

  @Test
  void anotherPayloadTypeIsRefused() throws Exception {
    assertRefused(said(Tampered.payloadType(bundle())), "SIGNATURE_ERROR");
  }

  @Test
  void anotherSignatureIsRefused() throws Exception {
    assertRefused(said(Tampered.signature(bundle())), "SIGNATURE_ERROR");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    var other = GoldenKey.another().publicKey();
    assertRefused(said(bundle(), other, DsseEnvelope.keyId(KEY)), "SIGNATURE_ERROR");
    assertRefused(said(bundle(), other, DsseEnvelope.keyId(other)), "PUBLIC_KEY_ERROR");
  }

  @Test
  void twoSignaturesAreRefused() throws Exception {
    assertRefused(said(Tampered.twoSignatures(bundle())), "ValidationError");
  }

  private static void assertRefused(Outsider.Said said, String why) {
    assertThat(said.text()).startsWith("refused: " + why);
    assertThat(said.exit()).isEqualTo(1);
  }
}
