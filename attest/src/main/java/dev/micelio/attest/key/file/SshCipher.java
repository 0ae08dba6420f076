package dev.micelio.attest.key.file;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What an OpenSSH private key is encrypted with.
enum SshCipher {
  AES128_CTR("aes128-ctr", "AES/CTR/NoPadding", 16, 16, 0),
  AES192_CTR("aes192-ctr", "AES/CTR/NoPadding", 24, 16, 0),
  AES256_CTR("aes256-ctr", "AES/CTR/NoPadding", 32, 16, 0),
  AES256_CBC("aes256-cbc", "AES/CBC/NoPadding", 32, 16, 0),
  AES256_GCM("aes256-gcm@openssh.com", "AES/GCM/NoPadding", 32, 12, 16);

  static final int BLOCK_BYTES = 16;

  private final String name;
  private final String transformation;
  private final int keyBytes;
  private final int ivBytes;
  private final int tagBytes;

  SshCipher(String name, String transformation, int keyBytes, int ivBytes, int tagBytes) {
    this.name = name;
    this.transformation = transformation;
    this.keyBytes = keyBytes;
    this.ivBytes = ivBytes;
    this.tagBytes = tagBytes;
  }

  static Optional<SshCipher> named(String name) {
    return Arrays.stream(values()).filter(cipher -> cipher.name.equals(name)).findFirst();
  }

  /// Bytes of the key and of what begins the chain.
  int derivedBytes() {
    return keyBytes + ivBytes;
  }

  /// Bytes that stand behind the encrypted ones.
  int tagBytes() {
    return tagBytes;
  }

  /// The plain bytes. They are noise where the key is wrong and the cipher can not tell.
  byte[] decrypted(byte[] derived, byte[] encrypted) throws GeneralSecurityException {
    var key = new SecretKeySpec(derived, 0, keyBytes, "AES");
    var cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.DECRYPT_MODE, key, parameters(derived));
    return cipher.doFinal(encrypted);
  }

  private AlgorithmParameterSpec parameters(byte[] derived) {
    return tagBytes > 0
        ? new GCMParameterSpec(tagBytes * Byte.SIZE, derived, keyBytes, ivBytes)
        : new IvParameterSpec(derived, keyBytes, ivBytes);
  }
}
