package dev.micelio.gate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A run of checks in the making, on the result of a case until another tree is named.
public final class RunOf {
  private static final Digest ANY = Digest.of(new byte[0]);

  private final Case about;
  private final String principal;
  private final List<Check> checks = new ArrayList<>();
  private Tree tree;
  private ProjectId project;
  private String machine;
  private String version = "2.34.7";
  private String sandbox = "on";
  private boolean fallback;
  private boolean pure = true;
  private boolean ifd;

  RunOf(Case about, String principal) {
    this.about = about;
    this.principal = principal;
    tree = about.after();
    project = about.policy().project();
    machine = "machine of " + principal;
  }

  /// What was run from here on was run on that tree.
  public RunOf on(Tree other) {
    tree = other;
    return this;
  }

  public RunOf project(String id) {
    project = ProjectId.parse(id);
    return this;
  }

  public RunOf machine(String name) {
    machine = name;
    return this;
  }

  public RunOf nix(String number) {
    version = number;
    return this;
  }

  public RunOf sandbox(String word) {
    sandbox = word;
    return this;
  }

  public RunOf fallback() {
    fallback = true;
    return this;
  }

  public RunOf impure() {
    pure = false;
    return this;
  }

  public RunOf buildingWhileEvaluating() {
    ifd = true;
    return this;
  }

  public RunOf passes(String... names) {
    for (String name : names) {
      record(name, same -> same);
    }
    return this;
  }

  public RunOf fails(String... names) {
    for (String name : names) {
      record(name, RecordOf::fails);
    }
    return this;
  }

  /// A record of a check of the policy, with changes.
  public RunOf record(String name, UnaryOperator<RecordOf> changes) {
    var definition = about.policy().check(name).orElseThrow();
    var src = tree.restrict(definition.inputs(), about.forest().nodes()).id();
    checks.add(changes.apply(new RecordOf(definition, src)).check());
    return this;
  }

  public CheckRun run() {
    return new CheckRun(
        project,
        new CheckRun.TreeIds(tree.id(), Optional.empty()),
        new CheckRun.Base(ANY, 41),
        new CheckRun.Session(
            Optional.empty(),
            principal,
            new CheckRun.Agent("agent", "example-agent", "2.1", Optional.empty())),
        new CheckRun.Machine(
            "x86_64-linux",
            "Debian GNU/Linux 12",
            "mic/1.0.0",
            Digest.of(machine.getBytes(UTF_8)),
            "separate-user",
            Optional.of(
                new CheckRun.NixSettings(
                    "nix", version, "/nix/store", sandbox, fallback, pure, ifd, ANY, List.of()))),
        checks,
        List.of());
  }

  public Letter letter() {
    return about.letter(run(), principal);
  }

  public Digest offer() {
    return letter().offer();
  }

  public Digest know() {
    return letter().know();
  }
}
