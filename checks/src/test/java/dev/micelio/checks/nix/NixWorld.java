package dev.micelio.checks.nix;

import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.LogReader;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.source.Contents;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.checks.testkit.FixtureFlake;
import dev.micelio.checks.testkit.OwnNix;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.nix.StorePath;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The fixture flake in a Nix of its own.
final class NixWorld {
  static final Duration LONG = Duration.ofMinutes(2);
  static final Limits LIMITS = new Limits(1 << 20, Duration.ofMinutes(2), Duration.ofMinutes(2));

  final Env env = new MachineEnv();
  final OwnNix own;
  final FixtureFlake flake;
  final Nix nix;
  private final Path directory;

  NixWorld(Path directory) throws IOException {
    this(OwnNix.in(directory), FixtureFlake.in(directory.resolve("flake")), directory, LIMITS);
  }

  private NixWorld(OwnNix own, FixtureFlake flake, Path directory, Limits limits) {
    this.own = own;
    this.flake = flake;
    this.directory = directory;
    nix = find(own.environment(), limits);
  }

  /// What an earlier process has begun in this directory.
  static NixWorld again(Path directory) throws IOException {
    return new NixWorld(
        OwnNix.in(directory), FixtureFlake.at(directory.resolve("flake")), directory, LIMITS);
  }

  /// The same with other limits.
  NixWorld with(Limits limits) {
    return new NixWorld(own, flake, directory, limits);
  }

  Nix find(Map<String, String> environment, Limits limits) {
    return Nix.find(env, environment, new Processes(env), directory.resolve("cache/nix"), limits)
        .orElseThrow();
  }

  Tree tree() {
    return tree(flake.directory());
  }

  Tree tree(Path files) {
    var nodes = new NodesInMemory();
    return new Tree(
        new DirectoryReader(env, Scope.all(files), Watcher.NOBODY).read(nodes).id(), nodes);
  }

  Contents contents() {
    return new WorkTreeContents(flake.directory());
  }

  Workspaces workspaces() {
    return new Workspaces(env, directory.resolve("run"));
  }

  StorePath source() {
    return nix.add(tree(), contents(), workspaces());
  }

  Evaluated evaluate(StorePath source, String check) {
    var attribute = FixtureFlake.attribute(check);
    return Objects.requireNonNull(
        nix.evaluate(source, List.of(attribute), new Cancellation()).get(attribute));
  }

  Buildable buildable(String check) {
    return buildable(source(), check);
  }

  Buildable buildable(StorePath source, String check) {
    return switch (evaluate(source, check)) {
      case Evaluated.Found(var what) -> what;
      case Evaluated.Failed(var message, _) -> throw new AssertionError(message);
      case Evaluated.Broken(var why) -> throw new AssertionError(why);
    };
  }

  Ran run(String check) {
    return run(buildable(check), LONG);
  }

  Ran run(Buildable what, Duration timeout) {
    return nix.realise(what, timeout, RunWatcher.NOBODY, new Cancellation());
  }

  static String text(PackedLog log) {
    return new String(bytes(log), StandardCharsets.UTF_8);
  }

  static byte[] bytes(PackedLog log) {
    return LogReader.unpack(log.log(), log.packed());
  }
}
