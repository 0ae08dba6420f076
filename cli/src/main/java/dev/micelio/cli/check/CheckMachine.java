package dev.micelio.cli.check;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.checks.command.CommandRuns;
import dev.micelio.checks.command.Isolation;
import dev.micelio.checks.command.Tools;
import dev.micelio.checks.nix.Nix;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.result.CacheHome;
import dev.micelio.checks.run.CheckedFiles;
import dev.micelio.checks.run.Workshop;
import dev.micelio.checks.source.Contents;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.cli.Call;
import dev.micelio.core.tree.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What this machine has to run checks with.
final class CheckMachine {
  private final Call call;
  private final Path home;
  private final Processes processes;
  private final Workspaces workspaces;
  private final Tools tools;
  private Optional<Nix> nix = Optional.empty();
  private boolean isNixSought;
  private @Nullable Isolation isolation;

  CheckMachine(Call call) {
    this.call = call;
    home = CacheHome.of(call.environment());
    processes = new Processes(call.env());
    workspaces = new Workspaces(call.env(), home.resolve("run"));
    tools = Tools.of(call.env(), call.environment(), processes);
  }

  Path home() {
    return home;
  }

  Tools tools() {
    return tools;
  }

  /// Looked for when it is asked for first.
  Optional<Nix> nix() {
    if (!isNixSought) {
      nix = Nix.find(call.env(), call.environment(), processes, home.resolve("nix"));
      isNixSought = true;
    }
    return nix;
  }

  /// The names of the checks for this machine that the flake in these files has; nothing where
  /// there is no Nix.
  Optional<List<String>> flakeChecks(Tree tree, Contents contents, Cancellation cancellation) {
    return nix()
        .map(found -> found.checkNames(found.add(tree, contents, workspaces), cancellation));
  }

  /// Tried out when it is asked for first.
  Isolation isolation() {
    if (isolation == null) {
      isolation = Isolation.find(call.env(), call.environment(), processes);
    }
    return isolation;
  }

  private CommandRuns commands() {
    return new CommandRuns(call.env(), processes, isolation(), workspaces, tools);
  }

  boolean isIsolated() {
    return commands().isIsolated();
  }

  Optional<CheckRun.NixSettings> nixSettings() {
    return nix().map(Nix::settings);
  }

  Workshop workshop(CheckedFiles files) {
    return new Workshop(call.env(), files, workspaces, this::commands, this::nix);
  }
}
