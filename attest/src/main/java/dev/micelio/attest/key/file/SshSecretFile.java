package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.SecretKey;
import dev.micelio.core.problem.Problem;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mindrot.jbcrypt.BCrypt;

/// An OpenSSH private key file (openssh-key-v1) of one Ed25519 key. Its public half can be read
/// without the passphrase. It holds the secret half, perhaps encrypted, until it is closed.
public final class SshSecretFile implements AutoCloseable {
  /// A key that was stretched further would take a minute to open.
  public static final int KDF_ROUNDS_MAX = 1024;

  private static final int SALT_BYTES_MAX = 64;
  private static final int PLAIN_BLOCK_BYTES = 8;
  private static final String LABEL = "OPENSSH PRIVATE KEY";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(ISO_8859_1);

  private final String what;
  private final PublicKey publicKey;
  private final byte[] section;
  private final @Nullable Lock lock;

  /// How the secret half is encrypted.
  private static final class Lock {
    private final SshCipher cipher;
    private final byte[] salt;
    private final int rounds;

    Lock(SshCipher cipher, byte[] salt, int rounds) {
      this.cipher = cipher;
      this.salt = salt;
      this.rounds = rounds;
    }

    byte[] derived(byte[] passphrase) {
      var derived = new byte[cipher.derivedBytes()];
      new BCrypt().pbkdf(passphrase, salt, rounds, derived);
      return derived;
    }
  }

  private SshSecretFile(String what, PublicKey publicKey, byte[] section, @Nullable Lock lock) {
    this.what = what;
    this.publicKey = publicKey;
    this.section = section;
    this.lock = lock;
  }

  /// `what` names the file in problems. The bytes are left to the caller to wipe.
  public static SshSecretFile read(String what, byte[] file) {
    byte[] body = Pem.body(what, file, LABEL, Wanted.SSH_SECRET);
    try {
      return read(what, fields(body, why -> Faults.malformed(what, why)));
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private static SshFields fields(byte[] body, Function<String, Problem> problem) {
    var fields = new SshFields(body, problem);
    if (!Arrays.equals(fields.bytes(MAGIC.length), MAGIC)) {
      throw problem.apply("it is not openssh-key-v1");
    }
    return fields;
  }

  private static SshSecretFile read(String what, SshFields fields) {
    String cipherName = fields.name();
    String kdfName = fields.name();
    byte[] kdfOptions = fields.string();
    if (fields.u32() != 1) {
      throw Faults.malformed(what, "it holds not exactly one key");
    }
    byte[] blob = fields.string();
    String type = SshBlob.type(blob, why -> Faults.malformed(what, why));
    if (!type.equals(SshBlob.TYPE)) {
      throw Faults.wrongKind(what, Wanted.SSH_SECRET, FileKind.ofSshType(type, "private key"));
    }
    var publicKey = SshBlob.read(blob, why -> Faults.malformed(what, why));
    var lock = lock(what, cipherName, kdfName, kdfOptions);
    long size = fields.u32();
    int tagBytes = lock == null ? 0 : lock.cipher.tagBytes();
    int blockBytes = lock == null ? PLAIN_BLOCK_BYTES : SshCipher.BLOCK_BYTES;
    if (size != fields.remaining() - (long) tagBytes || size % blockBytes != 0) {
      throw Faults.malformed(what, "its secret half has the wrong size");
    }
    return new SshSecretFile(what, publicKey, fields.bytes(fields.remaining()), lock);
  }

  private static @Nullable Lock lock(String what, String cipher, String kdf, byte[] options) {
    if (cipher.equals("none") && kdf.equals("none")) {
      if (options.length != 0) {
        throw Faults.malformed(what, "it has options of no encryption");
      }
      return null;
    }
    if (!kdf.equals("bcrypt")) {
      throw Faults.unsupported(what, "a passphrase that is not stretched by bcrypt");
    }
    var fields = new SshFields(options, why -> Faults.malformed(what, why));
    byte[] salt = fields.string();
    long rounds = fields.u32();
    fields.end();
    if (salt.length == 0 || salt.length > SALT_BYTES_MAX || rounds == 0) {
      throw Faults.malformed(what, "its passphrase is stretched in a way that can not be");
    }
    if (rounds > KDF_ROUNDS_MAX) {
      throw Faults.unsupported(
          what, "%d rounds of bcrypt (more than %d)".formatted(rounds, KDF_ROUNDS_MAX));
    }
    return new Lock(
        SshCipher.named(cipher).orElseThrow(() -> Faults.unsupported(what, "another cipher")),
        salt,
        (int) rounds);
  }

  /// The type that the body of a file of any type says; empty when it says none.
  static String typeOf(byte[] body) {
    try {
      var fields = fields(body, why -> Faults.malformed("a file", why));
      fields.string();
      fields.string();
      fields.string();
      fields.u32();
      return SshBlob.type(fields.string(), why -> Faults.malformed("a file", why));
    } catch (Problem _) {
      return "";
    }
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  public boolean isEncrypted() {
    return lock != null;
  }

  /// The key of a file that is not encrypted.
  public SecretKey open() {
    if (lock != null) {
      throw new IllegalStateException("an encrypted key needs its passphrase");
    }
    return key(section, PLAIN_BLOCK_BYTES);
  }

  /// The key of a file that is encrypted. The passphrase is left to the caller to wipe.
  public SecretKey open(byte[] passphrase) {
    if (lock == null) {
      throw new IllegalStateException("the key has no passphrase");
    }
    if (passphrase.length == 0) {
      throw Faults.wrongPassphrase(what);
    }
    byte[] derived = lock.derived(passphrase);
    byte[] plain = {};
    try {
      plain = lock.cipher.decrypted(derived, section);
      if (!checksAreEqual(new SshFields(plain, _ -> Faults.wrongPassphrase(what)))) {
        throw Faults.wrongPassphrase(what);
      }
      return key(plain, SshCipher.BLOCK_BYTES);
    } catch (GeneralSecurityException _) { // what it says would be about the key
      throw Faults.wrongPassphrase(what);
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// The same random number stands twice before the key: a wrong passphrase makes two of it.
  private static boolean checksAreEqual(SshFields fields) {
    long first = fields.u32();
    return fields.u32() == first;
  }

  private SecretKey key(byte[] plain, int blockBytes) {
    var fields = new SshFields(plain, why -> Faults.malformed(what, why));
    if (!checksAreEqual(fields)) {
      throw Faults.malformed(what, "its two check numbers differ");
    }
    if (!fields.name().equals(SshBlob.TYPE) || !Arrays.equals(fields.string(), publicKey.raw())) {
      throw Faults.malformed(what, "its secret half is of another key than its public one");
    }
    byte[] both = fields.string();
    byte[] seed = Arrays.copyOf(both, SecretKey.SIZE_BYTES);
    try {
      fields.string(); // the comment
      requirePadding(fields, blockBytes);
      if (both.length != SecretKey.SIZE_BYTES + PublicKey.SIZE_BYTES) {
        throw Faults.malformed(what, "its secret half has the wrong size");
      }
      return key(seed, Arrays.copyOfRange(both, SecretKey.SIZE_BYTES, both.length));
    } finally {
      Arrays.fill(both, (byte) 0);
      Arrays.fill(seed, (byte) 0);
    }
  }

  private SecretKey key(byte[] seed, byte[] publicRaw) {
    var key = SecretKey.of(seed);
    if (!key.publicKey().equals(publicKey) || !Arrays.equals(publicRaw, publicKey.raw())) {
      key.close();
      throw Faults.malformed(what, "its secret half is of another key than its public one");
    }
    return key;
  }

  /// 1, 2, 3, … up to a whole block.
  private void requirePadding(SshFields fields, int blockBytes) {
    boolean sound = fields.remaining() < blockBytes;
    for (int i = 1; sound && fields.remaining() > 0; i++) {
      sound = fields.u8() == i;
    }
    if (!sound) {
      throw Faults.malformed(what, "it has other bytes behind its key than it should");
    }
  }

  @Override
  public void close() {
    Arrays.fill(section, (byte) 0);
  }
}
