package dev.micelio.attest.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.statement.Check;
import org.junit.jupiter.api.Test;

final class GoldenRunTest {

  /// What was read gives the keys that the file holds, so it was read as it was meant.
  @Test
  void everyCheckHasTheKeyOfItsRecord() {
    assertThat(GoldenRun.run().checks())
        .extracting(Check::name)
        .containsExactly("fmt", "unit", "shell");
    assertThat(GoldenRun.run().checks())
        .allSatisfy(check -> assertThat(check.key()).isEqualTo(check.keyOfRecord()));
  }

  @Test
  void itIsWrittenAsItWasRead() {
    assertThat(GoldenRun.run().toCbor().encode())
        .isEqualTo(PublicVectors.bytes("check-run.payload.cbor"));
  }

  @Test
  void theGoldenKeyIsThePublicOne() {
    assertThat(GoldenKey.signer().publicKey())
        .hasToString("ed25519:d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(GoldenKey.another().publicKey()).isNotEqualTo(GoldenKey.signer().publicKey());
  }
}
