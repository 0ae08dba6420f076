package dev.micelio.checks.run;

import dev.micelio.attest.statement.Check;
import java.util.List;

/// Signs what ran.
public interface Notary {

  /// Makes sure that it can sign, before anything runs that would then be lost. May ask for a
  /// passphrase.
  void prepare();

  /// One attestation of these checks, of which there are at most as many as a run may have.
  Signed sign(List<Check> checks);

  /// An attestation, with whose word it is.
  ///
  /// @param keyName of the key that signed
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Signed(byte[] attestation, String principal, String keyName) {}
}
