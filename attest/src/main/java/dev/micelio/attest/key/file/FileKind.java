package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/// What a file is that is not what was wanted, as far as its first bytes tell.
record FileKind(String words, Advice advice) {
  private static final int LINE_BYTES_MAX = 200;

  private static final Set<String> SSH_TYPES =
      Set.of(
          "ssh-rsa",
          "ssh-dss",
          "ssh-ed25519",
          "ssh-ed448",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");

  /// The object identifiers, encoded, that an algorithm is named by.
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "06092a864886f70d010101", "RSA",
          "06092a864886f70d01010a", "RSA-PSS",
          "06072a8648ce3d0201", "ECDSA",
          "06072a8648ce380401", "DSA",
          "06032b656e", "X25519",
          "06032b656f", "X448",
          "06032b6570", "Ed25519",
          "06032b6571", "Ed448");

  /// What helps.
  enum Advice {
    OTHER_ALGORITHM("make an Ed25519 key: `mic key new`, or `ssh-keygen -t ed25519`"),
    SECRET_PEM(
        "put it among the keys of mic as NAME.pem with mode 0600, then name it: `mic key show"
            + " NAME`"),
    SSH_SECRET("name it where an OpenSSH key is asked for: `mic key new --ssh FILE`"),
    PUBLIC("give the file of the secret key; for an OpenSSH key it has the name without .pub"),
    SECRET_FOR_PUBLIC("give the public key, and keep the secret one where it is"),
    PASSPHRASE(
        "take the passphrase off: `openssl pkey -in FILE -out NEW`; or use an OpenSSH key, whose"
            + " passphrase mic asks for"),
    CERTIFICATE("give the key that the certificate is for"),
    PUTTY("convert it: `puttygen FILE -O private-openssh-new -o NEW`"),
    SSH2("convert it: `ssh-keygen -i -f FILE`"),
    SECURITY_KEY(
        "use a key that signs without a security key: `mic key new`, or `ssh-keygen -t ed25519`"),
    NONE("give the file of a key; `mic key new` makes one");

    private final String words;

    Advice(String words) {
      this.words = words;
    }
  }

  String next(Wanted wanted) {
    return wanted == Wanted.PUBLIC_PEM || wanted == Wanted.SSH_PUBLIC
        ? switch (advice) {
          case SECRET_PEM, SSH_SECRET, PASSPHRASE -> Advice.SECRET_FOR_PUBLIC.words;
          case PUBLIC -> "write it in the other form: `mic key export` knows them";
          default -> advice.words;
        }
        : advice.words;
  }

  static FileKind of(byte[] file) {
    String line = firstLine(file);
    if (line.startsWith("-----BEGIN ") && line.endsWith("-----")) {
      return ofPem(file, line.substring("-----BEGIN ".length(), line.length() - 5));
    }
    if (line.startsWith("PuTTY-User-Key-File-")) {
      return new FileKind("a PuTTY key file", Advice.PUTTY);
    }
    if (line.startsWith("---- BEGIN SSH2 ")) {
      return new FileKind("a public key in the form of RFC 4716", Advice.SSH2);
    }
    if (line.isBlank() && file.length == 0) {
      return new FileKind("empty", Advice.NONE);
    }
    return ofSshType(line.split(" ", 2)[0], "public key");
  }

  private static String firstLine(byte[] file) {
    int end = 0;
    while (end < Math.min(file.length, LINE_BYTES_MAX) && file[end] != '\n') {
      end++;
    }
    return new String(file, 0, end, ISO_8859_1).stripTrailing();
  }

  private static FileKind ofPem(byte[] file, String label) {
    return switch (label) {
      case "RSA PRIVATE KEY", "DSA PRIVATE KEY", "EC PRIVATE KEY" ->
          new FileKind(
              "a secret key of " + label.substring(0, label.indexOf(' ')), Advice.OTHER_ALGORITHM);
      case "PRIVATE KEY" -> ofAlgorithm(file, label, "a secret key of ", Advice.SECRET_PEM);
      case "PUBLIC KEY" -> ofAlgorithm(file, label, "a public key of ", Advice.PUBLIC);
      case "RSA PUBLIC KEY" -> new FileKind("a public key of RSA", Advice.OTHER_ALGORITHM);
      case "ENCRYPTED PRIVATE KEY" -> new FileKind("a PEM under a passphrase", Advice.PASSPHRASE);
      case "OPENSSH PRIVATE KEY" -> ofOpenSsh(file, label);
      case "CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE" ->
          new FileKind("a certificate", Advice.CERTIFICATE);
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
          new FileKind("a request for a certificate", Advice.CERTIFICATE);
      case "PGP PRIVATE KEY BLOCK", "PGP PUBLIC KEY BLOCK" ->
          new FileKind("an OpenPGP key", Advice.OTHER_ALGORITHM);
      default -> new FileKind("a PEM of another kind", Advice.NONE);
    };
  }

  /// The first object identifier that is known and stands near the beginning names the algorithm.
  private static FileKind ofAlgorithm(byte[] file, String label, String words, Advice ed25519) {
    byte[] der = Pem.bodyOrNothing(file, label);
    try {
      String head = HexFormat.of().formatHex(der, 0, Math.min(der.length, 24));
      for (var algorithm : ALGORITHMS.entrySet()) {
        if (head.contains(algorithm.getKey())) {
          boolean isOurs = algorithm.getValue().equals("Ed25519");
          return new FileKind(
              words + algorithm.getValue(), isOurs ? ed25519 : Advice.OTHER_ALGORITHM);
        }
      }
      return new FileKind(words + "an algorithm mic does not know", Advice.OTHER_ALGORITHM);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static FileKind ofOpenSsh(byte[] file, String label) {
    byte[] body = Pem.bodyOrNothing(file, label);
    try {
      return ofSshType(SshSecretFile.typeOf(body), "private key");
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  static FileKind ofSshType(String type, String half) {
    if (type.endsWith("-cert-v01@openssh.com")) {
      return new FileKind("an OpenSSH certificate", Advice.CERTIFICATE);
    }
    if (!SSH_TYPES.contains(type)) {
      return half.equals("private key")
          ? new FileKind(
              "an OpenSSH private key of a kind mic does not know", Advice.OTHER_ALGORITHM)
          : new FileKind("no key that mic knows", Advice.NONE);
    }
    return new FileKind(
        "an OpenSSH %s of type %s".formatted(half, type),
        type.equals("ssh-ed25519")
            ? half.equals("private key") ? Advice.SSH_SECRET : Advice.PUBLIC
            : type.startsWith("sk-") ? Advice.SECURITY_KEY : Advice.OTHER_ALGORITHM);
  }
}
