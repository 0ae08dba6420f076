package dev.micelio.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Reason;
import dev.micelio.gate.testkit.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The example of docs/gate.md.
final class GatePageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.root", ".."), "docs/gate.md");

  @Test
  void theExampleGivesTheReasonsThatThePagePrints() throws IOException {
    var one =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"fmt\", \"unit\"]")
                    .check("fmt", "**")
                    .check("unit", "src/**")
                    .check("release", "**")
                    .path(
                        "src/crypto/**",
                        "require = [\"release\"]",
                        "signers = { need = 2, distinct = \"org\" }"))
            .change("src/crypto/Seal.java", "new");
    var first = one.run("ci-a").passes("fmt", "unit", "release").offer();
    one.run("ci-c").passes("release").offer();
    one.run("ci-b").fails("unit").know();
    var printed = one.reasons().stream().map(Reason::toString).collect(Collectors.joining("\n"));
    assertThat(Files.readString(PAGE)).contains("```\n" + printed + "\n```\n");

    var second =
        one.run("ci-b")
            .record("unit", same -> same.finishedSeconds(Case.NOW_SECONDS))
            .passes("release")
            .offer();
    assertThat(one.judge().isAllowed()).isTrue();
    assertThat(one.judge().attestations()).containsExactly(first, second);
  }
}
