package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.nix.Derivation;
import dev.micelio.core.nix.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a Nix says of itself. A file remembers it until the program, its environment or one of its
/// configuration files changes.
///
/// @param values of all settings, by name
/// @param obeys whether builds are made as we ask: without a daemon, or with one that trusts us
record Settings(String versionText, boolean obeys, Json values) {
  static final int MEMO_BYTES_MAX = 1 << 20;
  static final int NAME_BYTES_MAX = 128;

  private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9][0-9A-Za-z.+_-]*$");

  static Settings of(Env env, Installation installation, Commands commands, Path cacheNix) {
    try {
      var memo = cacheNix.resolve("settings-" + ConfigurationFiles.digest(installation).brief());
      var remembered = recall(memo);
      if (remembered.isPresent()) {
        return remembered.get();
      }
      var settings = ask(installation, commands);
      settings.keep(env, memo);
      return settings;
    } catch (IOException e) {
      throw Faults.unwritable(cacheNix, e);
    }
  }

  private static Settings ask(Installation installation, Commands commands) {
    var version = commands.nix(new Cancellation(), List.of("--version")).orThrow();
    boolean obeys = !installation.usesDaemon() || isTrusted(commands);
    var words = new ArrayList<>(List.of("show-config", "--json"));
    words.addAll(Words.PURE);
    if (obeys) {
      words.addAll(Words.SANDBOX);
    }
    var answer = commands.nix(new Cancellation(), words);
    if (!answer.isGood()) {
      words.removeFirst();
      words.addAll(0, List.of("config", "show"));
      answer = commands.nix(new Cancellation(), words).orThrow();
    }
    var values = new TreeMap<String, Json>();
    JsonReader.read(answer.out())
        .orElseThrow(() -> Faults.unexpected("nix show-config", "no JSON"))
        .map()
        .forEach((name, setting) -> values.put(name, setting.member("value")));
    return new Settings(
        version.lines().stream().findFirst().orElse(""), obeys, new Json.Members(values));
  }

  /// Older ones do not say it; then nobody knows that a daemon obeys.
  private static boolean isTrusted(Commands commands) {
    var answer = commands.nix(new Cancellation(), List.of("store", "ping", "--json"));
    if (!answer.isGood()) {
      return false;
    }
    var trusted = JsonReader.read(answer.out()).orElse(Json.nothing()).member("trusted");
    return trusted.is("1") || trusted.is("true");
  }

  private static Optional<Settings> recall(Path memo) throws IOException {
    if (!Files.isRegularFile(memo) || Files.size(memo) > MEMO_BYTES_MAX) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(memo);
    if (bytes.length < Digest.SIZE_BYTES) {
      return Optional.empty();
    }
    byte[] text = Arrays.copyOf(bytes, bytes.length - Digest.SIZE_BYTES);
    if (!Digest.of(text).equals(Digest.at(bytes, text.length))) {
      return Optional.empty();
    }
    return JsonReader.read(text)
        .map(json ->
            new Settings(
                json.member("version").asText(),
                json.member("obeys").is("true"),
                json.member("values")));
  }

  private void keep(Env env, Path memo) throws IOException {
    var members = new TreeMap<String, Json>();
    members.put("version", new Json.Text(Derivation.bytes(versionText)));
    members.put("obeys", new Json.Literal(String.valueOf(obeys)));
    members.put("values", values);
    byte[] text = new Json.Members(members).canonical().getBytes(UTF_8);
    byte[] bytes = Arrays.copyOf(text, text.length + Digest.SIZE_BYTES);
    Digest.of(text).write(bytes, text.length);
    Files.createDirectories(memo.getParent());
    var fresh = memo.resolveSibling(memo.getFileName() + "." + Id.next(env));
    Files.write(fresh, bytes);
    Files.move(fresh, memo, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The version of Nix that it is or is like.
  String version() {
    var found = VERSION.matcher(versionText);
    if (!found.find()) {
      throw Faults.unexpected("nix --version", versionText);
    }
    return bounded(found.group());
  }

  String system() {
    String system = values.member("system").asText();
    if (system.isEmpty()) {
      throw Faults.unexpected("nix show-config", "no system");
    }
    return bounded(system);
  }

  private String implementation() {
    if (versionText.contains("Lix")) {
      return "lix";
    }
    return versionText.contains("Determinate") ? "determinate" : "nix";
  }

  /// As attestations tell them.
  CheckRun.NixSettings forAttestation() {
    var keys = texts(values.member("trusted-public-keys"));
    return new CheckRun.NixSettings(
        implementation(),
        version(),
        StorePath.DIRECTORY,
        sandbox(),
        !values.member("sandbox-fallback").is("false"),
        true,
        false,
        Digest.of(values.canonical().getBytes(UTF_8)),
        texts(values.member("substituters")).stream()
            .map(url -> new CheckRun.Substituter(url, keys))
            .toList());
  }

  private String sandbox() {
    var sandbox = values.member("sandbox");
    String word = sandbox instanceof Json.Literal(var literal) ? literal : sandbox.asText();
    return switch (word) {
      case "true", "1" -> "on";
      case "relaxed" -> "relaxed";
      default -> "off";
    };
  }

  private static List<String> texts(Json list) {
    return list.list().stream().map(Json::asText).toList();
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(text.length(), NAME_BYTES_MAX));
  }
}
