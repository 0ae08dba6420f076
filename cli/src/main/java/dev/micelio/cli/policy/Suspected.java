package dev.micelio.cli.policy;

import dev.micelio.attest.key.KeyId;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.affected.Suspicion;
import dev.micelio.gate.policy.NixVersions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The suspicion that a call names.
final class Suspected {
  private static final String KEY = "--key";
  private static final String NIX = "--nix";
  private static final String SUBSTITUTER = "--substituter";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int SUBSTITUTER_CHARACTERS_MAX = 1000;

  private Suspected() {}

  static void describe(CommandSpec spec) {
    Parameters.text(spec, KEY, "KID", "what this key signed, by its id: 64 hexadecimal digits");
    Parameters.text(
        spec, NIX, "VERSION", "what this Nix built; or bounds as in mic.toml: '<2.34.7'");
    Parameters.text(
        spec, SUBSTITUTER, "KEY", "what Nix built believing this key of a cache: NAME[:BASE64]");
  }

  static Suspicion of(Call call) {
    var key = given(call, KEY).map(Suspected::key);
    var nix = given(call, NIX).map(Suspected::nix);
    var substituter = given(call, SUBSTITUTER).map(Suspected::substituter);
    long count = key.stream().count() + nix.stream().count() + substituter.stream().count();
    if (count != 1) {
      throw wrong(
          "%d suspicions where one is wanted".formatted(count),
          "give one of %s, %s and %s".formatted(KEY, NIX, SUBSTITUTER));
    }
    return key.or(() -> nix).or(() -> substituter).orElseThrow();
  }

  private static Optional<String> given(Call call, String option) {
    @Nullable String text = call.given().matchedOptionValue(option, (String) null);
    return Optional.ofNullable(text);
  }

  private static Suspicion key(String text) {
    if (!HEX.matcher(text).matches()) {
      throw wrong(
          "%s is %s, which is no id of a key".formatted(KEY, Shown.text(text)),
          "write 64 hexadecimal digits in lower case, as `mic key show` prints them");
    }
    return new Suspicion.Key(new KeyId(Digest.parse(text)));
  }

  private static Suspicion nix(String text) {
    var versions = NixVersions.parse(NixVersions.canRead(text) ? "=" + text : text);
    if (versions == null) {
      throw wrong(
          "%s is %s, which is neither a version nor bounds of one".formatted(NIX, Shown.text(text)),
          "write 2.34.6, or as in mic.toml: '>=2.8, <2.34.7'");
    }
    return new Suspicion.Nix(versions);
  }

  private static Suspicion substituter(String text) {
    if (text.isEmpty() || text.length() > SUBSTITUTER_CHARACTERS_MAX) {
      throw wrong(
          "%s is %s, which is no key of a cache".formatted(SUBSTITUTER, Shown.text(text)),
          "write it as in nix.conf, NAME:BASE64, or its name alone");
    }
    return new Suspicion.Substituter(text);
  }

  private static Problem wrong(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "cli.usage", what, next);
  }

  /// As a sentence names it.
  static String shown(Suspicion suspicion) {
    return switch (suspicion) {
      case Suspicion.Key(var id) -> "the key " + id;
      case Suspicion.Nix(var versions) -> "Nix " + versions;
      case Suspicion.Substituter(var key) -> "the cache key " + Shown.brief(key);
    };
  }

  static Json json(Suspicion suspicion) {
    return switch (suspicion) {
      case Suspicion.Key(var id) -> Json.object().with("key", id.toString()).end();
      case Suspicion.Nix(var versions) -> Json.object().with("nix", versions.toString()).end();
      case Suspicion.Substituter(var key) -> Json.object().with("substituter", key).end();
    };
  }
}
