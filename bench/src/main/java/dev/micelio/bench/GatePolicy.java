package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.SecretKey;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Policies of generated projects.
final class GatePolicy {
  static final String PROJECT = "0f8fad5bd9cb469fa16570867728950e";
  static final String SIGNER = "runner:0";

  /// What checks read, of every shape: directories, some in which nobody works, endings of names,
  /// both, and everything.
  static final List<List<String>> INPUTS =
      List.of(
          List.of("area18/**"),
          List.of("area19/**"),
          List.of("area18/project018/**"),
          List.of("area18/project038/**"),
          List.of("area19/project019/**", "area18/project018/**"),
          List.of("area18/**", "!**/*.md"),
          List.of("area19/**", "!area19/project019/**"),
          List.of("area18/**", "area19/**"),
          List.of("area00/**"),
          List.of("area01/**"),
          List.of("area02/project002/**"),
          List.of("area03/**", "area04/**"),
          List.of("**/*.nix"),
          List.of("**/*.java"),
          List.of("**/M*.md"),
          List.of("**/M*.go", "!area18/**"),
          List.of("area18/**", "**/*.nix"),
          List.of("**", "!area0*/**"),
          List.of("area18/**/*.java"),
          List.of("**"));

  private GatePolicy() {}

  static String check(int number) {
    return "check" + number;
  }

  /// Whose key is known.
  static SecretKey key(int principal) {
    return SecretKey.of(ByteBuffer.allocate(SecretKey.SIZE_BYTES).putInt(principal).array());
  }

  /// Requires every one of [#INPUTS].
  static String ofShapes() {
    var text = new StringBuilder(head(INPUTS.size()));
    for (int i = 0; i < INPUTS.size(); i++) {
      text.append("[check.").append(check(i)).append("]\ninputs = ").append(list(INPUTS.get(i)));
      text.append('\n');
    }
    return text + principal(0);
  }

  static String ofSize(int principals, int rules) {
    var text = new StringBuilder(head(1) + "[check." + check(0) + "]\n");
    for (int i = 0; i < rules; i++) {
      String match = String.format(Locale.ROOT, "area%02d/project%03d/**", i % 20, i);
      text.append("[[gate.paths]]\nmatch = ").append(list(List.of(match)));
      text.append("\nsigners = 1\n");
    }
    for (int i = 0; i < principals; i++) {
      text.append(principal(i));
    }
    return text.toString();
  }

  static Policy read(String text) {
    return PolicyFile.read(text.getBytes(UTF_8)).orProblem(PolicyFile.NAME);
  }

  private static String head(int checks) {
    var names = IntStream.range(0, checks).mapToObj(GatePolicy::check).toList();
    return "[project]\nid = \"" + PROJECT + "\"\n[gate]\nrequire = " + list(names) + "\n";
  }

  private static String principal(int number) {
    try (var key = key(number)) {
      return """
      [principal."runner:%d"]
      kind = "runner"
      keys = [{ ed25519 = "%s", use = ["check"], from = "1970-01-01", until = "2999-01-01" }]
      """
          .formatted(number, Base64.getEncoder().encodeToString(key.publicKey().raw()));
    }
  }

  private static String list(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }
}
