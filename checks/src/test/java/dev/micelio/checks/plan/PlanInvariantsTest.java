package dev.micelio.checks.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.definition.AttributePath;
import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.checks.command.Tools;
import dev.micelio.checks.process.Processes;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanInvariantsTest {
  private static final String SYSTEM = "x86_64-linux";

  @TempDir Path bin;
  private final MachineEnv env = new MachineEnv();
  private final Map<String, String> environment = new TreeMap<>();

  private static CheckDefinition command(List<String> inputs, String... run) {
    return new CheckDefinition(
        "unit",
        Patterns.of(inputs),
        List.of(),
        CheckDefinition.DEFAULT_TIMEOUT,
        new CheckDefinition.Command(List.of(run), List.of("tool"), List.of("LANG"), false));
  }

  private static CheckDefinition nix(String attribute, String... systems) {
    return new CheckDefinition(
        "unit",
        Patterns.of(List.of("src/**")),
        List.of(systems),
        CheckDefinition.DEFAULT_TIMEOUT,
        new CheckDefinition.Nix(new AttributePath(List.of("checks", "{system}", attribute))));
  }

  private Plan plan(CheckDefinition definition, Map<String, String> files) {
    var nodes = new NodesInMemory();
    var builder = new TreeBuilder(nodes);
    new TreeMap<>(files)
        .forEach((path, text) -> {
          byte[] bytes = text.getBytes(UTF_8);
          builder.add(
              new Entry(new TreePath(path), EntryKind.FILE, Digest.of(bytes), bytes.length));
        });
    environment.put("PATH", bin.toString());
    var tools = Tools.of(env, environment, new Processes(env));
    return new Planner(SYSTEM, environment, tools)
        .plan(List.of(definition), new Tree(builder.finish(), nodes), nodes);
  }

  private Digest key(CheckDefinition definition, Map<String, String> files) {
    return plan(definition, files).checks().getFirst().key();
  }

  private void tool(String text) throws IOException {
    var file = bin.resolve("tool");
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void invariant1_theKeyChangesWithWhatTheCheckMayDependOn() throws IOException {
    tool("echo 1");
    environment.put("LANG", "C");
    var src = Map.of("src/a", "1", "docs/b", "2");
    var inputs = List.of("src/**");
    var keys = new HashSet<Digest>();
    keys.add(key(command(inputs, "tool"), src));
    keys.add(key(command(inputs, "tool", "-x"), src));
    keys.add(key(command(inputs, "tool"), Map.of("src/a", "other", "docs/b", "2")));
    keys.add(key(command(List.of("**"), "tool"), src));
    keys.add(key(nix("unit", SYSTEM), src));
    keys.add(key(nix("other", SYSTEM), src));
    environment.put("LANG", "de_DE.UTF-8");
    keys.add(key(command(inputs, "tool"), src));
    environment.remove("LANG");
    keys.add(key(command(inputs, "tool"), src));
    tool("echo 2");
    keys.add(key(command(inputs, "tool"), src));
    assertThat(keys).hasSize(9);
  }

  @Test
  void invariant1_theKeyStaysWithWhatTheCheckCanNotSee() throws IOException {
    tool("echo 1");
    var before = key(command(List.of("src/**"), "tool"), Map.of("src/a", "1", "docs/b", "2"));
    environment.put("HOME", "/elsewhere");
    var longer =
        new CheckDefinition(
            "unit",
            Patterns.of(List.of("src/*")),
            List.of(SYSTEM),
            Duration.ofMinutes(1),
            command(List.of("src/**"), "tool").action());
    assertThat(key(longer, Map.of("src/a", "1", "docs/b", "other", "docs/c", "")))
        .isEqualTo(before);
  }

  @Test
  void whatIsAskedOnOtherSystemsIsToldAndNotPlanned() {
    var plan = plan(nix("unit", "aarch64-linux", "riscv64-linux"), Map.of("src/a", ""));
    assertThat(plan.checks()).isEmpty();
    assertThat(plan.elsewhere())
        .containsExactly(new Plan.Elsewhere("unit", List.of("aarch64-linux", "riscv64-linux")));
  }

  @Test
  void inputsThatMatchNothingAreAProblemThatNamesTheCheck() {
    assertThatThrownBy(() -> plan(nix("unit", SYSTEM), Map.of("docs/a", "")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("check.no-files");
              assertThat(problem.what()).isEqualTo("check unit: no file matches [src/**]");
            });
  }
}
