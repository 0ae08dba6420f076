package dev.micelio.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.verify.Use;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  private final Policy whole = Policies.sound(Policies.WHOLE);

  @Test
  void everythingThatAFileSaysIsInThePolicy() {
    assertThat(whole.project()).isEqualTo(ProjectId.parse("0f8fad5bd9cb469fa16570867728950e"));
    assertThat(whole.version()).isEqualTo(17);
    assertThat(whole.checks()).containsOnlyKeys("fmt", "unit", "a.b-c");
    var unit = whole.check("unit").orElseThrow();
    assertThat(unit.inputs().texts()).containsExactly("**", "!docs/**");
    assertThat(unit.systems()).containsExactly("x86_64-linux", "aarch64-darwin");
    assertThat(unit.timeout()).isEqualTo(Duration.ofHours(12));
    assertThat(((CheckDefinition.Nix) unit.action()).attribute().on("s"))
        .containsExactly("packages", "s", "unit.tests");
    assertThat(whole.check("a.b-c").orElseThrow().action())
        .isEqualTo(
            new CheckDefinition.Command(
                List.of("sh", "-c", "exit 0"),
                List.of("sh", "git"),
                List.of("LANG", "LC_ALL"),
                true));
    var gate = whole.gate().orElseThrow();
    assertThat(gate.require()).containsExactly("fmt", "unit");
    assertThat(gate.owners()).contains(new GateRules.Owners(List.of("pedro", "ana"), 2));
    assertThat(gate.signers()).isEqualTo(new GateRules.Signers(2, GateRules.Distinct.PRINCIPAL));
    assertThat(gate.spot()).contains(new GateRules.Spot(0.05, 20));
    assertThat(gate.evidence())
        .isEqualTo(
            new GateRules.Evidence(
                Optional.of(Duration.ofDays(30)),
                GateRules.Sandbox.RELAXED,
                Optional.ofNullable(NixVersions.parse(">=2.34.7,<3")),
                GateRules.Isolation.ANY,
                true,
                OptionalLong.of(3)));
    assertThat(gate.paths()).hasSize(2);
    assertThat(gate.paths().getFirst().match().texts()).containsExactly("src/crypto/**");
    assertThat(gate.paths().getFirst().require()).containsExactly("a.b-c");
    assertThat(gate.paths().getFirst().signers())
        .contains(new GateRules.Signers(2, GateRules.Distinct.ORG));
    assertThat(whole.principals()).containsOnlyKeys("pedro", "ana", "runner:ci", "forge.example");
    assertThat(whole.principal("pedro").orElseThrow().org()).contains("acme");
    assertThat(whole.principal("ana").orElseThrow().kind()).isEqualTo(Principal.Kind.AGENT);
    assertThat(whole.principal("runner:ci").orElseThrow().keys())
        .containsExactly(
            new Principal.Key(
                PublicKey.of(Policies.publicKey(4)),
                Set.of(Use.CHECK, Use.REEXEC),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2027, 1, 1)));
    assertThat(whole.revocations())
        .containsExactly(new Policy.Revocation(id(1), 184223, "laptop stolen"));
  }

  private static KeyId id(int number) {
    return PublicKey.of(Policies.publicKey(number)).id();
  }

  @Test
  void aKeyIsFoundByItsId() {
    var keys = whole.trustedKeys();
    var revoked = keys.find(id(1)).orElseThrow();
    assertThat(revoked.revoked()).isTrue();
    assertThat(revoked.principal()).isEqualTo("pedro");
    assertThat(revoked.uses()).containsExactlyInAnyOrder(Use.CHECK, Use.ENDORSE);
    var next = keys.find(id(2)).orElseThrow();
    assertThat(next.revoked()).isFalse();
    assertThat(next.fromSeconds()).isEqualTo(1_798_761_600);
    assertThat(next.untilSeconds()).isEqualTo(1_830_297_600);
    assertThat(keys.find(new KeyId(Digest.of(new byte[0])))).isEmpty();
  }

  @Test
  void whatAFileDoesNotSayHasItsDefault() {
    var policy = Policies.sound(Policies.PROJECT + "[check.fmt]\n[check.sh]\nrun = [\"sh\"]\n");
    assertThat(policy.version()).isEqualTo(1);
    assertThat(policy.gate()).isEmpty();
    assertThat(policy.rules()).isEqualTo(GateRules.NONE);
    var fmt = policy.check("fmt").orElseThrow();
    assertThat(fmt.inputs().texts()).containsExactly("**");
    assertThat(fmt.systems()).containsExactly("x86_64-linux");
    assertThat(fmt.timeout()).isEqualTo(Duration.ofMinutes(20));
    assertThat(((CheckDefinition.Nix) fmt.action()).attribute().on("s"))
        .containsExactly("checks", "s", "fmt");
    assertThat(policy.check("sh").orElseThrow().systems()).isEmpty();
    assertThat(policy.check("sh").orElseThrow().action())
        .isEqualTo(new CheckDefinition.Command(List.of("sh"), List.of(), List.of(), false));
    var gate = Policies.sound(Policies.PROJECT + "[gate]\n").gate().orElseThrow();
    assertThat(gate).isEqualTo(GateRules.NONE);
    assertThat(gate.evidence())
        .isEqualTo(
            new GateRules.Evidence(
                Optional.empty(),
                GateRules.Sandbox.ON,
                Optional.empty(),
                GateRules.Isolation.BWRAP,
                false,
                OptionalLong.empty()));
  }

  @Test
  void theDefaultAttributeOfACheckWithADotIsOneName() {
    var policy = Policies.sound(Policies.PROJECT + "[check.\"a.b\"]\n");
    assertThat(
            ((CheckDefinition.Nix) policy.check("a.b").orElseThrow().action()).attribute().on("s"))
        .containsExactly("checks", "s", "a.b");
  }

  @Test
  void thePublishedPolicyIsSound() {
    var policy = PolicyFile.read(PublicVectors.bytes("policy.toml")).orProblem("policy.toml");
    assertThat(policy.project()).hasToString("0f8fad5bd9cb469fa16570867728950e");
    assertThat(policy.rules().require()).containsExactly("fmt", "unit", "shell");
    var key = policy.principal("runner:pedro").orElseThrow().keys().getFirst();
    assertThat(key.key().id())
        .hasToString("866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a415743");
    assertThat(policy.trustedKeys().find(key.key().id()).orElseThrow().principal())
        .isEqualTo("runner:pedro");
  }

  @Test
  void theExampleOfThePageIsSound() throws Exception {
    var page =
        Files.readString(
            Path.of(System.getProperty("project.root", ".."), "docs/policy.md"),
            StandardCharsets.UTF_8);
    int start = page.indexOf("```toml\n") + 8;
    var policy = Policies.sound(page.substring(start, page.indexOf("```", start)));
    assertThat(policy.gate()).isPresent();
    assertThat(policy.revocations()).isNotEmpty();
  }
}
