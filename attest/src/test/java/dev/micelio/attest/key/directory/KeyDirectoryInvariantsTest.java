package dev.micelio.attest.key.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.file.SecretPem;
import dev.micelio.attest.testkit.RunningAgent;
import dev.micelio.attest.testkit.Tool;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyDirectoryInvariantsTest {
  private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);
  private static final Asker NOBODY = _ -> Optional.empty();

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private KeyDirectory keys;

  @BeforeEach
  void open() {
    environment.put("HOME", home.toString());
    keys = KeyDirectory.of(new MachineEnv(), environment);
  }

  private static Problem problem(Runnable doing) {
    try {
      doing.run();
    } catch (Problem problem) {
      return problem;
    }
    throw new AssertionError("it went well");
  }

  private static void assertProblem(String code, Runnable doing) {
    assertThat(problem(doing).code()).isEqualTo(code);
  }

  private StoredKey create(String name) {
    return keys.create(new KeyName(name));
  }

  private StoredKey refer(String name, String file) {
    return keys.refer(new KeyName(name), home.resolve(file));
  }

  private void assertSigns(StoredKey key, Asker asker) {
    try (var signer = keys.signer(key, asker)) {
      assertThat(key.publicKey().verifies(MESSAGE, signer.sign(MESSAGE))).isTrue();
    }
  }

  private static String modes(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static void chmod(Path path, String modes) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
  }

  private void sshKey(String name, String passphrase) throws Exception {
    Tool.out(home, "ssh-keygen", "-q", "-t", "ed25519", "-a", "2", "-N", passphrase, "-f", name);
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(keys.path())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void invariant1_whatIsMadeCanBeReadByItsOwnerAlone() throws Exception {
    var key = create("default");
    assertThat(keys.path()).isEqualTo(home.resolve(".config/mic/keys"));
    assertThat(modes(key.file())).isEqualTo("rw-------");
    for (String made : List.of(".config", ".config/mic", ".config/mic/keys")) {
      assertThat(modes(home.resolve(made))).isEqualTo("rwx------");
    }
    assertSigns(key, NOBODY);
    sshKey("id", "");
    assertThat(modes(refer("ssh", "id").file())).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
  void invariant1_aSecretThatOthersMayReadOrChangeIsNotUsed(String modes) throws Exception {
    var key = create("default");
    sshKey("id", "");
    var ssh = refer("ssh", "id");
    chmod(key.file(), modes);
    var problem = problem(() -> keys.signer(key, NOBODY));
    assertThat(problem.code()).isEqualTo("key.too-open");
    assertThat(problem.next()).isEqualTo("chmod 600 " + key.file());
    assertProblem("key.too-open", () -> keys.find("default"));
    chmod(home.resolve("id"), modes);
    assertProblem("key.too-open", () -> keys.signer(ssh, NOBODY));
    chmod(ssh.file(), modes);
    assertProblem("key.too-open", () -> keys.find("ssh"));
    assertThat(keys.list()).hasSize(2).allMatch(Listed.Broken.class::isInstance);
    chmod(key.file(), "r--------");
    assertSigns(key, NOBODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx--x--x", "rwxrwxrwx"})
  void invariant1_aDirectoryThatOthersMayUseIsRefused(String modes) throws Exception {
    create("default");
    chmod(keys.path(), modes);
    var problem = problem(keys::find);
    assertThat(problem.code()).isEqualTo("key.too-open");
    assertThat(problem.next()).isEqualTo("chmod 700 " + keys.path());
    assertProblem("key.too-open", () -> create("other"));
    assertProblem("key.too-open", keys::list);
    chmod(keys.path(), "rwx------");
    assertThat(files()).containsExactly("default.pem");
  }

  @Test
  void invariant1_symbolicLinksAreNotFollowedAndStrangersNotBelieved() throws Exception {
    var key = create("default");
    Files.createSymbolicLink(keys.path().resolve("link.pem"), key.file());
    Files.createSymbolicLink(keys.path().resolve("loose.pem"), Path.of("nowhere"));
    assertProblem("key.symbolic-link", () -> keys.find("link"));
    assertProblem("key.symbolic-link", () -> keys.find("loose"));
    assertProblem("key.exists", () -> create("loose"));
    Files.createDirectory(keys.path().resolve("folder.pem"));
    assertProblem("key.not-a-file", () -> keys.find("folder"));

    var elsewhere = home.resolve("elsewhere");
    Files.move(keys.path(), elsewhere);
    Files.createSymbolicLink(keys.path(), elsewhere);
    assertProblem("key.symbolic-link", keys::find);
    assertProblem("key.symbolic-link", () -> create("other"));
    Files.delete(keys.path());
    Files.move(elsewhere, keys.path());

    var given = Tool.run(home, Map.of(), "chown", "65534", key.file().toString());
    assumeThat(given.exitCode()).as("this user may give files away").isZero();
    assertProblem("key.foreign", () -> keys.find("default"));
    assertProblem("key.foreign", () -> keys.signer(key, NOBODY));
  }

  @Test
  void invariant2_aKeyIsNeverWrittenOver() throws Exception {
    var key = create("default");
    byte[] before = Files.readAllBytes(key.file());
    sshKey("id", "");
    assertProblem("key.exists", () -> create("default"));
    assertProblem("key.exists", () -> refer("default", "id"));
    refer("ssh", "id");
    assertProblem("key.exists", () -> create("ssh"));
    assertThat(Files.readAllBytes(key.file())).isEqualTo(before);
    assertThat(files()).containsExactly("default.pem", "ssh.ssh");
    Files.copy(keys.path().resolve("ssh.ssh"), keys.path().resolve("default.ssh"));
    assertProblem("key.twice", () -> keys.find("default"));
  }

  @Test
  void invariant2_ofManyThatMakeOneKeyAtOnceOneDoes() throws Exception {
    int many = 8;
    var made = new ArrayList<PublicKey>();
    var threads = new ArrayList<Thread>();
    var start = new CountDownLatch(1);
    for (int i = 0; i < many; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  start.await();
                  var key = create("default");
                  synchronized (made) {
                    made.add(key.publicKey());
                  }
                } catch (Problem problem) {
                  assertThat(problem.code()).isEqualTo("key.exists");
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(made).hasSize(1);
    assertThat(keys.find().publicKey()).isEqualTo(made.getFirst());
    assertThat(files()).containsExactly("default.pem");
  }

  @Test
  void invariant2_aFullDiskLeavesNoHalfFile() throws Exception {
    var small = Files.createDirectory(home.resolve("small"));
    var mounted =
        Tool.run(
            home, Map.of(), "mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", small.toString());
    assumeThat(mounted.exitCode()).as("this user may mount file systems").isZero();
    try {
      environment.put("XDG_CONFIG_HOME", small.toString());
      keys = KeyDirectory.of(new MachineEnv(), environment);
      create("first");
      var full = Tool.run(small, Map.of(), "dd", "if=/dev/zero", "of=" + small.resolve("fill"));
      assertThat(full.out()).contains("No space left");
      var problem = problem(() -> create("second"));
      assertThat(problem.code()).isEqualTo("key.disk-full");
      assertThat(files()).containsExactly("first.pem");
      Files.delete(small.resolve("fill"));
      create("second");
    } finally {
      Tool.out(home, "umount", small.toString());
    }
  }

  @Test
  void invariant3_whatIsNotNamedIsDefaultOrTheOnlyOne() {
    assertThat(problem(keys::find).next()).isEqualTo("make one: `mic key new`");
    assertThat(keys.list()).isEmpty();
    assertProblem("key.unknown", () -> keys.find("a"));
    var a = create("a");
    assertThat(keys.find()).isEqualTo(a);
    var b = create("b");
    var ambiguous = problem(keys::find);
    assertThat(ambiguous.what())
        .isEqualTo("it is not clear which key is meant: there are a, b, and none is `default`");
    var standard = create("default");
    assertThat(keys.find()).isEqualTo(standard);
    assertThat(keys.find("b")).isEqualTo(b);
    assertThat(keys.find(a.publicKey().id().toString())).isEqualTo(a);
    assertThat(problem(() -> keys.find("c")).what())
        .isEqualTo("no key is called c; there are a, b, default");
    assertProblem("key.unknown", () -> keys.find("0".repeat(64)));
    assertThat(keys.list())
        .extracting(listed -> listed.name().text())
        .containsExactly("a", "b", "default");
  }

  @ParameterizedTest
  @CsvSource({"''", "A", ".x", "-x", "a/b", "../x", "a b", "é", "'a\n'"})
  void aNameIsOfFewLetters(String name) {
    assertProblem("key.bad-name", () -> create(name));
    assertProblem("key.bad-name", () -> create("a".repeat(65)));
    assertProblem("key.bad-name", () -> create("0".repeat(64)));
    assertThat(create("n".repeat(64)).file()).exists();
  }

  @Test
  void invariant4_withoutAHomeTheProblemSaysSo() {
    for (var none :
        List.of(
            Map.<String, String>of(),
            Map.of("HOME", ""),
            Map.of("HOME", "relative"),
            Map.of("XDG_CONFIG_HOME", "relative", "HOME", "\0"))) {
      assertProblem("key.no-home", () -> KeyDirectory.of(new MachineEnv(), none));
    }
    var both = Map.of("XDG_CONFIG_HOME", "/x", "HOME", "/y");
    assertThat(KeyDirectory.of(new MachineEnv(), both).path()).isEqualTo(Path.of("/x/mic/keys"));
  }

  @Test
  void invariant4_aHomeThatCanNotBeWrittenIsToldAsSuch() throws Exception {
    var file = Files.createFile(home.resolve("file"));
    for (String place : List.of("/proc/nowhere", file.toString(), "/proc/self/status")) {
      var there = KeyDirectory.of(new MachineEnv(), Map.of("HOME", place));
      var problem = problem(() -> there.create(KeyName.DEFAULT));
      assertThat(problem.code()).isIn("key.io", "key.denied");
      assertThat(problem.what()).contains(place);
    }
  }

  @Test
  void openSshFilesSignWhereTheyLie() throws Exception {
    sshKey("id", "");
    var plain = refer("plain", "id");
    assertThat(keys.find("plain")).isEqualTo(plain);
    assertThat(keys.isEncrypted(plain)).isFalse();
    assertSigns(plain, NOBODY);

    sshKey("locked", "secret");
    var locked = refer("locked", "locked");
    assertThat(keys.isEncrypted(locked)).isTrue();
    var asked = new ArrayList<String>();
    var answer = "secret".getBytes(UTF_8);
    assertSigns(
        locked,
        prompt -> {
          asked.add(prompt);
          return Optional.of(answer);
        });
    assertThat(asked).containsExactly("Passphrase of " + home.resolve("locked") + ": ");
    assertThat(answer).containsOnly(0);
    assertThat(problem(() -> keys.signer(locked, NOBODY)).next()).contains("ssh-add", ".pub");
    assertProblem(
        "key.wrong-passphrase",
        () -> keys.signer(locked, _ -> Optional.of("wrong".getBytes(UTF_8))));

    Files.move(home.resolve("locked"), home.resolve("id"), StandardCopyOption.REPLACE_EXISTING);
    assertProblem(
        "key.replaced", () -> keys.signer(plain, _ -> Optional.of("secret".getBytes(UTF_8))));
    assertProblem("key.replaced", () -> keys.isEncrypted(plain));
    assertProblem("key.gone", () -> keys.signer(locked, NOBODY));
  }

  @Test
  void ofAPublicFileTheAgentSigns() throws Exception {
    sshKey("id", "");
    var key = refer("agent", "id.pub");
    assertThat(key.place()).isEqualTo(new StoredKey.Place.Agent(home.resolve("id.pub")));
    assertProblem("agent.none", () -> keys.signer(key, NOBODY));
    try (var agent = RunningAgent.start(home)) {
      environment.putAll(agent.environment());
      assertProblem("agent.no-key", () -> keys.signer(key, NOBODY));
      agent.add("-q", home.resolve("id").toString());
      assertSigns(keys.find("agent"), NOBODY);
    }
  }

  @Test
  void whatCanNotBeTakenInIsRefused() throws Exception {
    assertProblem("key.gone", () -> refer("a", "gone"));
    assertProblem("key.gone", () -> refer("a", "gone.pub"));
    Files.createDirectory(home.resolve("folder.pub"));
    assertProblem("key.not-a-file", () -> refer("a", "folder.pub"));
    Tool.out(home, "ssh-keygen", "-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", "rsa");
    assertProblem("key.wrong-kind", () -> refer("a", "rsa"));
    assertProblem("key.wrong-kind", () -> refer("a", "rsa.pub"));
    sshKey("new\nline", "");
    assertProblem("key.not-a-file", () -> refer("a", "new\nline"));
    assertThat(keys.path()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mic ssh key 2\nLINE\nfile /x\n",
        "mic ssh key 1\nLINE\nfile x\n",
        "mic ssh key 1\nLINE\nfile /x",
        "mic ssh key 1\nLINE\nfile /x\n\n",
        "mic ssh key 1\nLINE\nother /x\n",
        "mic ssh key 1\nLINE\nfile /x\0\n",
        "mic ssh key 1\nssh-ed25519 AAAA\nfile /x\n",
      })
  void aReferenceThatIsNotWholeIsRefused(String text) throws Exception {
    sshKey("id", "");
    var key = refer("a", "id");
    String line = Files.readAllLines(key.file()).get(1);
    Files.writeString(key.file(), text.replace("LINE", line));
    assertProblem("key.malformed", () -> keys.find("a"));
    Files.writeString(key.file(), "mic ssh key 1\nLINE\nagent /x\n".replace("LINE", line));
    assertThat(keys.find("a").place()).isEqualTo(new StoredKey.Place.Agent(Path.of("/x")));
  }

  @Test
  void aKeyOfOpenSslThatIsPutThereIsAKey() throws Exception {
    create("default");
    Tool.out(
        home, "openssl", "genpkey", "-algorithm", "ed25519", "-out", keys.path() + "/theirs.pem");
    chmod(keys.path().resolve("theirs.pem"), "rw-------");
    var key = keys.find("theirs");
    byte[] file = Files.readAllBytes(key.file());
    try (var secret = SecretPem.read("it", file)) {
      assertThat(secret.publicKey()).isEqualTo(key.publicKey());
    }
    assertSigns(key, NOBODY);
  }
}
