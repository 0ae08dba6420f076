package dev.micelio.gate.attack;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.Signer;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Keys by their numbers.
final class Keys {
  private Keys() {}

  private static Ed25519PrivateKeyParameters secret(int number) {
    return new Ed25519PrivateKeyParameters(ByteBuffer.allocate(32).putInt(number).array(), 0);
  }

  static Signer signer(int number) {
    var secret = secret(number);
    return new Signer() {
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
    };
  }

  static String base64(int number) {
    return Base64.getEncoder().encodeToString(secret(number).generatePublicKey().getEncoded());
  }

  static String id(int number) {
    return signer(number).publicKey().id().toString();
  }
}
