package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The lines of mic.toml by which a policy trusts a key, for one year from today.
///
/// @param principal whose key it is; empty for the name of the key
public record PrincipalLines(String principal, List<String> uses, LocalDate from) {
  private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,127}");
  private static final String RUNNER = "runner:";

  static void describe(CommandSpec spec) {
    Parameters.text(
        spec,
        "--principal",
        "NAME",
        "whose key it is, for mic.toml; if not given, named as the key");
    spec.addOption(
        OptionSpec.builder("--use")
            .type(String.class)
            .paramLabel("USES")
            .description("what it may sign: " + String.join(",", words()) + "; check if not given")
            .build());
  }

  static PrincipalLines of(Call call) {
    String principal = call.given().matchedOptionValue("--principal", "");
    if (call.given().hasMatchedOption("--principal") && !isPrincipal(principal)) {
      throw usage(
          "--principal is no name of a principal",
          "write letters, digits and . _ : @ / + -, at most 128: --principal runner:ci-a");
    }
    return new PrincipalLines(
        principal, uses(call.given().matchedOptionValue("--use", "check")), today(call));
  }

  /// Of whoever founds a project: the key signs checks, and what its owner decides.
  public static PrincipalLines ofFounder(Call call, String principal) {
    return new PrincipalLines(principal, List.of("check", "endorse"), today(call));
  }

  private static LocalDate today(Call call) {
    return Instant.ofEpochMilli(call.env().nowMillis()).atZone(ZoneOffset.UTC).toLocalDate();
  }

  public static boolean isPrincipal(String name) {
    return PRINCIPAL.matcher(name).matches();
  }

  private static List<String> uses(String written) {
    var uses = List.of(written.split(",", -1));
    if (!words().containsAll(uses) || uses.stream().distinct().count() != uses.size()) {
      throw usage(
          "--use is not a list of " + String.join(", ", words()),
          "write each that is meant once, with commas between: --use check,endorse");
    }
    return uses;
  }

  private static List<String> words() {
    return Arrays.stream(Use.values()).map(use -> use.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static Problem usage(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "cli.usage", what, next);
  }

  public String text(StoredKey key) {
    String name = principal.isEmpty() ? key.name().text() : principal;
    return """
    [principal."%s"]
    kind = "%s"
    keys = [{ ed25519 = "%s", use = [%s], from = "%s", until = "%s" }]
    """
        .formatted(
            name,
            name.startsWith(RUNNER) ? "runner" : "human",
            Base64.getEncoder().encodeToString(key.publicKey().raw()),
            String.join(", ", uses.stream().map(use -> "\"" + use + "\"").toList()),
            from,
            from.plusYears(1));
  }
}
