package dev.micelio.checks.nix;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.source.Contents;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.core.env.Env;
import dev.micelio.core.nix.StorePath;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The Nix of this machine. Safe for many threads.
public final class Nix {
  private final Settings settings;
  private final NixStore store;
  private final Sources sources;
  private final Evaluation evaluation;
  private final Build.Parts parts;

  private Nix(Env env, Settings settings, Commands commands, Path cacheNix, Limits limits) {
    this.settings = settings;
    store = new NixStore(commands);
    var roots = new Roots(cacheNix.resolve("roots"), commands);
    var derivations = new Derivations(commands.installation());
    sources = new Sources(env, commands, store, roots);
    evaluation = new Evaluation(env, commands, derivations);
    parts = new Build.Parts(env, commands, store, derivations, roots, limits);
  }

  /// Empty where the search path of the environment has no Nix.
  ///
  /// @param cacheNix a directory for what is remembered of Nix, and for what its collector shall
  ///   leave alone
  public static Optional<Nix> find(
      Env env, Map<String, String> environment, Processes processes, Path cacheNix) {
    return find(env, environment, processes, cacheNix, Limits.USUAL);
  }

  static Optional<Nix> find(
      Env env, Map<String, String> environment, Processes processes, Path cacheNix, Limits limits) {
    return Installation.find(environment)
        .map(installation -> {
          try {
            Files.createDirectories(cacheNix);
          } catch (IOException e) {
            throw Faults.unwritable(cacheNix, e);
          }
          var commands = new Commands(env, installation, processes, cacheNix);
          var settings = Settings.of(env, installation, commands, cacheNix);
          return new Nix(env, settings, commands, cacheNix, limits);
        });
  }

  /// The version of Nix that it is, or is like: `2.8.0`.
  public String version() {
    return settings.version();
  }

  /// The system that it builds for: `x86_64-linux`.
  public String system() {
    return settings.system();
  }

  public CheckRun.NixSettings settings() {
    return settings.forAttestation();
  }

  /// Where a tree lies in the store; it is put there if it is not there yet. The files are verified
  /// as they are read.
  public StorePath add(Tree restricted, Contents contents, Workspaces workspaces) {
    return sources.add(restricted, contents, workspaces);
  }

  /// What each of these attributes of the flake in `source` is. Throws when it was cancelled.
  public Map<List<String>, Evaluated> evaluate(
      StorePath source, List<List<String>> attributes, Cancellation cancellation) {
    return evaluation.all(source, sources.nar(source), attributes, cancellation);
  }

  /// The names below `checks.<system>` of the flake in `source`.
  public List<String> checkNames(StorePath source, Cancellation cancellation) {
    return evaluation.names(source, sources.nar(source), system(), cancellation);
  }

  /// Builds it here. All that it needs may come from a binary cache; it itself does not.
  ///
  /// @param timeout of its own builder; the flake may allow less
  public Ran realise(
      Buildable what, Duration timeout, RunWatcher watcher, Cancellation cancellation) {
    return new Build(parts, what, timeout, watcher, cancellation).realise();
  }

  /// Those that are in the store and whole.
  public Set<StorePath> valid(Collection<StorePath> paths) {
    return store.valid(paths);
  }

  /// Builds it again and compares, and once before that where it was not there.
  public Rebuilt rebuild(
      Buildable what, Duration timeout, RunWatcher watcher, Cancellation cancellation) {
    return new Build(parts, what, timeout, watcher, cancellation).rebuild();
  }
}
