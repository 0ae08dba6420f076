package dev.micelio.attest.key.directory;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.key.OpenSigner;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.SecretKey;
import dev.micelio.attest.key.agent.SshAgent;
import dev.micelio.attest.key.file.SecretPem;
import dev.micelio.attest.key.file.SshLine;
import dev.micelio.attest.key.file.SshSecretFile;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The keys of whoever runs mic, each under its name. Nothing in it is ever written over.
public final class KeyDirectory {
  public static final int KEYS_MAX = 1000;
  private static final String PEM = ".pem";
  private static final String SSH = ".ssh";

  private final Env env;
  private final Map<String, String> environment;
  private final Path directory;

  private KeyDirectory(Env env, Map<String, String> environment, Path directory) {
    this.env = env;
    this.environment = environment;
    this.directory = directory;
  }

  /// The one that the environment leads to; it need not be there yet.
  public static KeyDirectory of(Env env, Map<String, String> environment) {
    var directory =
        absolute(environment, "XDG_CONFIG_HOME")
            .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".config")))
            .orElseThrow(Faults::noHome)
            .resolve("mic")
            .resolve("keys");
    return new KeyDirectory(env, environment, directory);
  }

  /// A relative path in a variable is to be ignored, says the XDG base directory specification.
  private static Optional<Path> absolute(Map<String, String> environment, String variable) {
    try {
      return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  public Path path() {
    return directory;
  }

  /// Makes a key whose secret lies here.
  public StoredKey create(KeyName name) {
    requireFree(name);
    byte[] pem = {};
    try (var key = SecretKey.generate(env)) {
      pem = SecretPem.write(key);
      var stored =
          new StoredKey(name, file(name, PEM), key.publicKey(), new StoredKey.Place.Here());
      add(stored, pem, SSH);
      return stored;
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /// Refers to an OpenSSH key: a private one, which is read whenever it signs, or a public one
  /// (`.pub`), for which the ssh-agent signs.
  public StoredKey refer(KeyName name, Path sshFile) {
    requireFree(name);
    var path = sshFile.toAbsolutePath().normalize();
    var reference = path.toString().endsWith(".pub") ? agentKey(path) : fileKey(path);
    byte[] text = reference.write();
    if (path.toString().chars().anyMatch(Character::isISOControl)
        || text.length > Reference.SIZE_BYTES_MAX) {
      throw Faults.badPath(path);
    }
    var stored = new StoredKey(name, file(name, SSH), reference.key(), reference.place());
    add(stored, text, PEM);
    return stored;
  }

  private static Reference agentKey(Path path) {
    var line = SshLine.read(path.toString(), Guard.readPublic(path));
    return new Reference(line.key(), new StoredKey.Place.Agent(path));
  }

  private static Reference fileKey(Path path) {
    try (var file = sshFile(path)) {
      return new Reference(file.publicKey(), new StoredKey.Place.SshFile(path));
    }
  }

  private static SshSecretFile sshFile(Path path) {
    byte[] content = Guard.readElsewhere(path);
    try {
      return SshSecretFile.read(path.toString(), content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private void requireFree(KeyName name) {
    if (Guard.holds(directory) && (isThere(name, PEM) || isThere(name, SSH))) {
      throw Faults.exists(name);
    }
  }

  private void add(StoredKey key, byte[] content, String otherKind) {
    NewFile.makeDirectory(directory);
    if (!Guard.holds(directory)) {
      throw Faults.notAFile(directory, "a directory");
    }
    try {
      NewFile.write(env, key.file(), content);
      if (isThere(key.name(), otherKind)) { // made by another meanwhile: it was first
        Files.delete(key.file());
        throw Faults.exists(key.name());
      }
    } catch (FileAlreadyExistsException _) {
      throw Faults.exists(key.name());
    } catch (IOException e) {
      throw Faults.of("writing the key", key.file(), e);
    }
  }

  private Path file(KeyName name, String kind) {
    return directory.resolve(name + kind);
  }

  private boolean isThere(KeyName name, String kind) {
    return Files.exists(file(name, kind), LinkOption.NOFOLLOW_LINKS);
  }

  /// Everything that has a name here, in the order of the names.
  public List<Listed> list() {
    var listed = new ArrayList<Listed>();
    for (var name : names()) {
      try {
        listed.add(new Listed.Sound(named(name)));
      } catch (Problem problem) {
        listed.add(new Listed.Broken(name, problem));
      }
    }
    return listed;
  }

  /// The directory and each file that decides which keys there are.
  public List<Path> files() {
    var files = new ArrayList<Path>();
    files.add(directory);
    for (var listed : list()) {
      if (listed instanceof Listed.Sound(var key)) {
        files.add(key.file());
      }
    }
    return List.copyOf(files);
  }

  private List<KeyName> names() {
    var names = new TreeSet<KeyName>();
    if (!Guard.holds(directory)) {
      return List.of();
    }
    try (var files = Files.newDirectoryStream(directory, "*{" + PEM + "," + SSH + "}")) {
      for (var file : files) {
        String text = file.toFile().getName();
        String name = text.substring(0, text.length() - PEM.length());
        if (KeyName.isName(name)) {
          names.add(new KeyName(name));
        }
        if (names.size() > KEYS_MAX) {
          throw Faults.notAFile(directory, "a directory of at most " + KEYS_MAX + " keys");
        }
      }
    } catch (IOException e) {
      throw Faults.of("listing the keys", directory, e);
    }
    return List.copyOf(names);
  }

  private StoredKey named(KeyName name) {
    boolean pem = isThere(name, PEM);
    boolean ssh = isThere(name, SSH);
    if (pem && ssh) {
      throw Faults.twice(name, directory);
    }
    if (pem) {
      try (var key = secret(file(name, PEM))) {
        return new StoredKey(name, file(name, PEM), key.publicKey(), new StoredKey.Place.Here());
      }
    }
    var file = file(name, SSH);
    var reference = Reference.read(file.toString(), Guard.read(file));
    return new StoredKey(name, file, reference.key(), reference.place());
  }

  private static SecretKey secret(Path file) {
    byte[] content = Guard.read(file);
    try {
      return SecretPem.read(file.toString(), content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /// The key that is meant by a name or a key id.
  public StoredKey find(String nameOrId) {
    var names = names();
    if (KeyName.isId(nameOrId)) {
      return find(new KeyId(Digest.parse(nameOrId)))
          .orElseThrow(() -> Faults.unknown("of the id " + nameOrId, names));
    }
    var name = new KeyName(nameOrId);
    if (!names.contains(name)) {
      throw Faults.unknown("called " + name, names);
    }
    return named(name);
  }

  /// The sound key with this id.
  public Optional<StoredKey> find(KeyId id) {
    return list().stream()
        .filter(Listed.Sound.class::isInstance)
        .map(listed -> ((Listed.Sound) listed).key())
        .filter(key -> key.publicKey().id().equals(id))
        .findFirst();
  }

  /// The key that is meant when none is named: `default`, or the only one.
  public StoredKey find() {
    var names = names();
    if (names.isEmpty()) {
      throw Faults.noKey(directory);
    }
    if (names.contains(KeyName.DEFAULT)) {
      return named(KeyName.DEFAULT);
    }
    if (names.size() > 1) {
      throw Faults.ambiguous(names);
    }
    return named(names.getFirst());
  }

  /// What signs with the key, until it is closed.
  public OpenSigner signer(StoredKey key, Asker asker) {
    OpenSigner signer =
        switch (key.place()) {
          case StoredKey.Place.Here _ -> secret(key.file());
          case StoredKey.Place.SshFile(Path path) -> opened(path, asker);
          case StoredKey.Place.Agent _ -> SshAgent.of(env, environment).signer(key.publicKey());
        };
    requireSame(signer, key);
    return signer;
  }

  private static void requireSame(OpenSigner signer, StoredKey key) {
    PublicKey found = signer.publicKey();
    if (!found.equals(key.publicKey())) {
      signer.close();
      throw Faults.replaced(
          key.place() instanceof StoredKey.Place.SshFile(Path path) ? path : key.file(), key);
    }
  }

  private static SecretKey opened(Path path, Asker asker) {
    try (var file = sshFile(path)) {
      if (!file.isEncrypted()) {
        return file.open();
      }
      byte[] passphrase =
          asker.ask("Passphrase of " + path + ": ").orElseThrow(() -> Faults.noTerminal(path));
      try {
        return file.open(passphrase);
      } finally {
        Arrays.fill(passphrase, (byte) 0);
      }
    }
  }

  /// Whether the secret lies in an OpenSSH file that has a passphrase; a problem when that file can
  /// not be used.
  public boolean isEncrypted(StoredKey key) {
    if (!(key.place() instanceof StoredKey.Place.SshFile(Path path))) {
      return false;
    }
    try (var file = sshFile(path)) {
      if (!file.publicKey().equals(key.publicKey())) {
        throw Faults.replaced(path, key);
      }
      return file.isEncrypted();
    }
  }
}
