package dev.micelio.gate.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a runner says: a run on one tree, which is honest until a test changes it.
final class RunDraft {
  final List<CheckDraft> checks;
  ProjectId project;
  Digest tree;
  Digest machine = CheckDraft.ANY;
  String nix = "2.34.7";
  String sandbox = "on";
  boolean fallback;
  boolean pure = true;
  boolean ifd;
  List<CheckRun.Substituter> substituters = List.of();

  RunDraft(ProjectId project, Digest tree, List<CheckDraft> checks) {
    this.project = project;
    this.tree = tree;
    this.checks = checks;
  }

  /// Changes what is said of one check.
  RunDraft but(String name, Consumer<CheckDraft> change) {
    checks.stream().filter(check -> check.name.equals(name)).toList().forEach(change);
    return this;
  }

  /// Changes what is said of the run.
  RunDraft but(Consumer<RunDraft> change) {
    change.accept(this);
    return this;
  }

  RunDraft on(String name) {
    machine = Digest.of(name.getBytes(UTF_8));
    return this;
  }

  CheckRun run() {
    return new CheckRun(
        project,
        new CheckRun.TreeIds(tree, Optional.empty()),
        new CheckRun.Base(CheckDraft.ANY, 41),
        new CheckRun.Session(
            Optional.empty(),
            "user:olga",
            new CheckRun.Agent("agent", "example-agent", "2.1", Optional.empty())),
        new CheckRun.Machine(
            "x86_64-linux",
            "Debian GNU/Linux 12",
            "mic/1.0.0",
            machine,
            "separate-user",
            Optional.of(
                new CheckRun.NixSettings(
                    "nix",
                    nix,
                    "/nix/store",
                    sandbox,
                    fallback,
                    pure,
                    ifd,
                    CheckDraft.ANY,
                    substituters))),
        checks.stream().map(CheckDraft::check).toList(),
        List.of());
  }
}
