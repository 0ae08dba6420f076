package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.key.SecretKey;
import dev.micelio.attest.testkit.Tool;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileInvariantsTest {
  private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);
  private static final int MUTATIONS = 3000;

  @TempDir Path directory;

  private String out(String... words) throws Exception {
    return Tool.out(directory, words);
  }

  private byte[] bytes(String file) throws Exception {
    return Files.readAllBytes(directory.resolve(file));
  }

  private void write(String file, byte[] content) throws Exception {
    Files.write(directory.resolve(file), content);
    Files.setPosixFilePermissions(
        directory.resolve(file), PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void invariant1_whatOpenSslWritesIsReadAndTheOtherWayRound() throws Exception {
    out("openssl", "genpkey", "-algorithm", "ed25519", "-out", "theirs.pem");
    out("openssl", "pkey", "-in", "theirs.pem", "-pubout", "-out", "theirs.pub.pem");
    write("message", MESSAGE);
    try (var theirs = SecretPem.read("theirs.pem", bytes("theirs.pem"))) {
      assertThat(SecretPem.write(theirs)).isEqualTo(bytes("theirs.pem"));
      assertThat(PublicPem.read("it", bytes("theirs.pub.pem"))).isEqualTo(theirs.publicKey());
      assertThat(PublicPem.write(theirs.publicKey()))
          .isEqualTo(Files.readString(directory.resolve("theirs.pub.pem")));
      out(
          "openssl",
          "pkeyutl",
          "-sign",
          "-rawin",
          "-inkey",
          "theirs.pem",
          "-in",
          "message",
          "-out",
          "theirs.sig");
      assertThat(theirs.publicKey().verifies(MESSAGE, bytes("theirs.sig"))).isTrue();
    }
    try (var ours = SecretKey.generate(new MachineEnv())) {
      write("ours.pem", SecretPem.write(ours));
      write("ours.pub.pem", PublicPem.write(ours.publicKey()).getBytes(US_ASCII));
      write("ours.sig", ours.sign(MESSAGE));
      assertThat(out("openssl", "pkey", "-in", "ours.pem", "-pubout"))
          .isEqualTo(PublicPem.write(ours.publicKey()));
      assertThat(
              out(
                  "openssl",
                  "pkeyutl",
                  "-verify",
                  "-rawin",
                  "-pubin",
                  "-inkey",
                  "ours.pub.pem",
                  "-in",
                  "message",
                  "-sigfile",
                  "ours.sig"))
          .contains("Verified Successfully");
    }
  }

  /// The second version of PKCS#8 has the public key behind the secret one.
  @Test
  void invariant1_theSecondVersionOfPkcs8IsReadToo() {
    try (var key = SecretKey.generate(new MachineEnv())) {
      byte[] der =
          HexFormat.of()
              .parseHex(
                  "3051020101300506032b657004220420"
                      + HexFormat.of().formatHex(key.seed())
                      + "812100"
                      + HexFormat.of().formatHex(key.publicKey().raw()));
      byte[] pem = Pem.write("PRIVATE KEY", der);
      assertThat(SecretPem.read("it", pem).publicKey()).isEqualTo(key.publicKey());
      der[der.length - 1] ^= 1;
      assertThat(problem(() -> SecretPem.read("it", Pem.write("PRIVATE KEY", der))).what())
          .isEqualTo("it is damaged: its public key is not that of its secret one");
    }
  }

  private SshSecretFile sshFile(String file) throws Exception {
    return SshSecretFile.read(file, bytes(file));
  }

  private void assertIsTheKeyOf(String file, SecretKey key) throws Exception {
    var line = SshLine.read(file + ".pub", bytes(file + ".pub"));
    assertThat(key.publicKey()).isEqualTo(line.key());
    assertThat(line.text()).isEqualTo(Files.readString(directory.resolve(file + ".pub")).strip());
    assertThat(out("ssh-keygen", "-l", "-f", file + ".pub"))
        .contains(" " + SshLine.fingerprint(key.publicKey()) + " ");
    byte[] signature = key.sign(MESSAGE);
    assertThat(line.key().verifies(MESSAGE, signature)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c", "a comment", "a longer comment, of 31 letters", "é"})
  void invariant1_plainOpenSshKeysAreRead(String comment) throws Exception {
    out("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", "id");
    try (var file = sshFile("id")) {
      assertThat(file.isEncrypted()).isFalse();
      try (var key = file.open()) {
        assertIsTheKeyOf("id", key);
      }
      assertThatThrownBy(() -> file.open(new byte[1])).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aes256-ctr, 16, secret",
    "aes256-ctr, 1, s",
    "aes256-ctr, 100, a passphrase of many words which is longer than seventy-two bytes are or so I think",
    "aes256-cbc, 2, pässword",
    "aes128-ctr, 2, secret",
    "aes192-ctr, 2, secret",
    "aes256-gcm@openssh.com, 2, secret",
  })
  void invariant1_encryptedOpenSshKeysAreRead(String cipher, String rounds, String passphrase)
      throws Exception {
    out(
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-Z",
        cipher,
        "-a",
        rounds,
        "-N",
        passphrase,
        "-f",
        "id");
    try (var file = sshFile("id")) {
      assertThat(file.isEncrypted()).isTrue();
      try (var key = file.open(passphrase.getBytes(UTF_8))) {
        assertIsTheKeyOf("id", key);
      }
      for (String wrong : List.of("", "x", passphrase + " ")) {
        assertThat(problem(() -> file.open(wrong.getBytes(UTF_8))).code())
            .isEqualTo("key.wrong-passphrase");
      }
      assertThatThrownBy(file::open).isInstanceOf(IllegalStateException.class);
    }
  }

  private static Problem problem(Runnable reading) {
    try {
      reading.run();
    } catch (Problem problem) {
      return problem;
    }
    throw new AssertionError("it was read");
  }

  private static List<Consumer<byte[]>> parsers() {
    return List.of(
        file -> SecretPem.read("the file", file).close(),
        file -> PublicPem.read("the file", file),
        file -> SshLine.read("the file", file),
        file -> {
          try (var ssh = SshSecretFile.read("the file", file)) {
            if (ssh.isEncrypted()) {
              ssh.open("secret".getBytes(UTF_8)).close();
            } else {
              ssh.open().close();
            }
          }
        });
  }

  private void makeEveryKind() throws Exception {
    out("openssl", "genpkey", "-algorithm", "ed25519", "-out", "ed25519.pem");
    out("openssl", "pkey", "-in", "ed25519.pem", "-pubout", "-out", "ed25519.pub.pem");
    out(
        "openssl",
        "pkey",
        "-in",
        "ed25519.pem",
        "-aes256",
        "-passout",
        "pass:x",
        "-out",
        "encrypted.pem");
    out(
        "openssl",
        "genpkey",
        "-algorithm",
        "rsa",
        "-pkeyopt",
        "rsa_keygen_bits:1024",
        "-out",
        "rsa.pem");
    out("openssl", "rsa", "-in", "rsa.pem", "-traditional", "-out", "rsa1.pem");
    out(
        "openssl",
        "rsa",
        "-in",
        "rsa.pem",
        "-traditional",
        "-aes128",
        "-passout",
        "pass:xxxx",
        "-out",
        "rsa2.pem");
    out(
        "openssl",
        "genpkey",
        "-algorithm",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-out",
        "ec.pem");
    out("openssl", "ec", "-in", "ec.pem", "-out", "ec1.pem");
    out("openssl", "pkey", "-in", "ec.pem", "-pubout", "-out", "ec.pub.pem");
    out("openssl", "genpkey", "-algorithm", "x25519", "-out", "x25519.pem");
    out("openssl", "genpkey", "-algorithm", "ed448", "-out", "ed448.pem");
    out(
        "openssl",
        "req",
        "-x509",
        "-new",
        "-key",
        "ed25519.pem",
        "-subj",
        "/CN=x",
        "-out",
        "cert.pem");
    out("openssl", "req", "-new", "-key", "ed25519.pem", "-subj", "/CN=x", "-out", "request.pem");
    out("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id");
    out("ssh-keygen", "-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", "id_rsa");
    out("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", "id_ecdsa");
    out(
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-Z",
        "chacha20-poly1305@openssh.com",
        "-N",
        "secret",
        "-f",
        "id_chacha");
    out("ssh-keygen", "-q", "-s", "id", "-I", "me", "-n", "me", "id.pub");
    write("rfc4716", out("ssh-keygen", "-e", "-f", "id.pub").getBytes(UTF_8));
    write("sk.pub", "sk-ssh-ed25519@openssh.com AAAA x\n".getBytes(UTF_8));
    write("key.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n".getBytes(UTF_8));
    write("text", "hello\n".getBytes(UTF_8));
    write("empty", new byte[0]);
  }

  @Test
  void invariant2_whatItIsInsteadIsSaid() throws Exception {
    makeEveryKind();
    var said = new ArrayList<String>();
    for (String file :
        """
        ed25519.pub.pem encrypted.pem rsa.pem rsa1.pem rsa2.pem ec.pem ec1.pem ec.pub.pem x25519.pem
        ed448.pem cert.pem request.pem id id.pub id_rsa id_rsa.pub id_ecdsa id-cert.pub sk.pub rfc4716
        key.ppk text empty\
        """
            .split("\\s+", -1)) {
      var problem = problem(() -> read(0, file));
      assertThat(problem.code()).isEqualTo("key.wrong-kind");
      said.add(file + " " + problem.what().replaceAll("^.*? is |, not .*$", ""));
      assertThat(problem.what()).endsWith(", not an Ed25519 secret key in PEM (PKCS#8)");
    }
    assertThat(said)
        .containsExactly(
            "ed25519.pub.pem a public key of Ed25519",
            "encrypted.pem a PEM under a passphrase",
            "rsa.pem a secret key of RSA",
            "rsa1.pem a secret key of RSA",
            "rsa2.pem a secret key of RSA",
            "ec.pem a secret key of ECDSA",
            "ec1.pem a secret key of EC",
            "ec.pub.pem a public key of ECDSA",
            "x25519.pem a secret key of X25519",
            "ed448.pem a secret key of Ed448",
            "cert.pem a certificate",
            "request.pem a request for a certificate",
            "id an OpenSSH private key of type ssh-ed25519",
            "id.pub an OpenSSH public key of type ssh-ed25519",
            "id_rsa an OpenSSH private key of type ssh-rsa",
            "id_rsa.pub an OpenSSH public key of type ssh-rsa",
            "id_ecdsa an OpenSSH private key of type ecdsa-sha2-nistp256",
            "id-cert.pub an OpenSSH certificate",
            "sk.pub an OpenSSH public key of type sk-ssh-ed25519@openssh.com",
            "rfc4716 a public key in the form of RFC 4716",
            "key.ppk a PuTTY key file",
            "text no key that mic knows",
            "empty empty");
    assertThat(problem(() -> read(3, "id_chacha")).code()).isEqualTo("key.unsupported-cipher");
    assertThat(problem(() -> read(3, "id_rsa")).what())
        .isEqualTo(
            "the file is an OpenSSH private key of type ssh-rsa, not an OpenSSH private key of type"
                + " ssh-ed25519");
    assertThat(problem(() -> read(3, "ed25519.pem")).next()).contains("NAME.pem");
    assertThat(problem(() -> read(3, "id.pub")).next()).contains("without .pub");
    assertThat(problem(() -> read(2, "id")).next()).contains("keep the secret one");
    assertThat(problem(() -> read(1, "ed25519.pem")).what())
        .isEqualTo("the file is a secret key of Ed25519, not an Ed25519 public key in PEM");
  }

  private void read(int parser, String file) {
    try {
      parsers().get(parser).accept(bytes(file));
    } catch (Problem problem) {
      throw problem;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void invariant2_whateverTheBytesAreNothingButAProblemComesOut() throws Exception {
    out("openssl", "genpkey", "-algorithm", "ed25519", "-out", "0");
    out("openssl", "pkey", "-in", "0", "-pubout", "-out", "1");
    out("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "3");
    Files.move(directory.resolve("3.pub"), directory.resolve("2"));
    out("ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-N", "secret", "-f", "4");
    var random = new Random(7);
    for (int kind = 0; kind < 5; kind++) {
      byte[] good = bytes(Integer.toString(kind));
      var parser = parsers().get(Math.min(kind, 3));
      parser.accept(good);
      int mutations = kind == 4 ? MUTATIONS / 30 : MUTATIONS;
      for (int i = 0; i < mutations; i++) {
        byte[] mutant = mutant(good, random);
        try {
          parser.accept(mutant);
        } catch (Problem problem) {
          assertThat(problem.code()).startsWith("key.");
        }
      }
      assertThat(problem(() -> parser.accept(new byte[KeyFile.SIZE_BYTES_MAX + 1])).code())
          .isEqualTo("key.too-large");
    }
  }

  /// A file with a byte changed in its text, or in what its base64 says.
  private static byte[] mutant(byte[] good, Random random) {
    byte[] mutant = good.clone();
    int at = random.nextInt(mutant.length);
    switch (random.nextInt(4)) {
      case 0 -> mutant[at] = (byte) random.nextInt(256);
      case 1 -> mutant = Arrays.copyOf(mutant, at);
      case 2 -> mutant = Arrays.copyOf(mutant, mutant.length + 1 + random.nextInt(70));
      default -> {
        String text = new String(good, US_ASCII);
        int begin = text.indexOf('\n') + 1;
        int end = text.indexOf("\n-----END") + 1;
        if (text.startsWith("-----BEGIN ") && end > begin) {
          byte[] body = Base64.getMimeDecoder().decode(text.substring(begin, end));
          body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
          mutant =
              (text.substring(0, begin)
                      + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body)
                      + "\n"
                      + text.substring(end))
                  .getBytes(US_ASCII);
        } else {
          mutant[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return mutant;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'x'", // something before it
    "1000000, 'x'", // something behind it
    "1000000, '\n'", // an empty line behind it
    "30, ' '", // a blank within
    "30, '\n'", // an end of line where none is due
  })
  void invariant2_aPemIsOneBlockAndNothingElse(int at, String more) {
    try (var key = SecretKey.generate(new MachineEnv())) {
      String pem = new String(SecretPem.write(key), US_ASCII);
      int place = Math.min(at, pem.length());
      String changed = pem.substring(0, place) + more + pem.substring(place);
      if (at == 30 && more.equals("\n")) { // lines may be of any length
        assertThat(SecretPem.read("it", changed.getBytes(US_ASCII)).publicKey())
            .isEqualTo(key.publicKey());
      } else {
        problem(() -> SecretPem.read("it", changed.getBytes(US_ASCII)));
      }
      byte[] withReturns = pem.replace("\n", "\r\n").getBytes(US_ASCII);
      assertThat(SecretPem.read("it", withReturns).publicKey()).isEqualTo(key.publicKey());
    }
  }

  @Test
  void invariant3_noProblemRepeatsAByteOfASecret() {
    var random = new Random(11);
    try (var key = SecretKey.generate(new MachineEnv())) {
      byte[] pem = SecretPem.write(key);
      String base64 = new String(pem, US_ASCII).split("\n", -1)[1];
      String secret = base64.substring(22);
      for (int i = 0; i < 500; i++) {
        byte[] mutant = mutant(pem, random);
        for (var parser : parsers()) {
          try {
            parser.accept(mutant);
          } catch (Problem problem) {
            var printed = new StringWriter();
            problem.printStackTrace(new PrintWriter(printed, true));
            printed.append(problem.next());
            for (int at = 0; at + 6 <= secret.length(); at++) {
              assertThat(printed.toString()).doesNotContain(secret.substring(at, at + 6));
            }
          }
        }
      }
    }
  }
}
