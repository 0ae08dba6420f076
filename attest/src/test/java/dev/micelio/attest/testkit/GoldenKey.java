package dev.micelio.attest.testkit;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.Signer;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// A signer whose seed everybody knows. The usual one is TEST 1 of RFC 8032 section 7.1, which
/// signed the public vectors.
public final class GoldenKey implements Signer {
  /// The seed of the usual one.
  public static final String TEST_1 =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String TEST_2 =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

  private final Ed25519PrivateKeyParameters secret;

  private GoldenKey(String seed) {
    this.secret = new Ed25519PrivateKeyParameters(HexFormat.of().parseHex(seed), 0);
  }

  public static Signer signer() {
    return new GoldenKey(TEST_1);
  }

  /// Somebody else's: TEST 2.
  public static Signer another() {
    return new GoldenKey(TEST_2);
  }

  @Override
  public PublicKey publicKey() {
    return PublicKey.of(secret.generatePublicKey().getEncoded());
  }

  @Override
  public byte[] sign(byte[] message) {
    var signature = new byte[PublicKey.SIGNATURE_BYTES];
    secret.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    return signature;
  }
}
