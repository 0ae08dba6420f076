package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.checks.result.CacheHome;
import dev.micelio.checks.standing.Surroundings;
import dev.micelio.cli.Terminal;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Sightings;
import dev.micelio.core.snapshot.StatCache;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.tree.NodesInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A project with one check whose answer stands, for the rehearsal: made in an empty directory,
/// with as many files as are asked for by several threads.
public final class StandingScene {
  /// Until the files that were just written are settled.
  private static final Duration UNTIL_SETTLED = Duration.ofMillis(200);

  private StandingScene() {}

  public static void make(Terminal terminal, Path directory) throws IOException {
    var env = terminal.env();
    Files.createFile(directory.resolve(ProjectPlace.DEFINITION));
    var files = Files.createDirectory(directory.resolve("files"));
    for (int i = 0; i < Sightings.ALONE_MAX; i++) {
      Files.createFile(files.resolve("file" + i));
    }
    env.sleep(UNTIL_SETTLED);
    var home = CacheHome.of(terminal.environment());
    var surroundings = new Surroundings(env, terminal.environment()).program("sh").variable("HOME");
    StandingCheck.watch(surroundings, directory);
    var cache = StatCache.open(env, home, directory);
    var scope = Scope.all(directory).respectingIgnores();
    var snapshot = new DirectoryReader(env, scope, Watcher.NOBODY, cache).read(new NodesInMemory());
    var summary = new Event.Summary(List.of(passed(snapshot.id())), 1, 1, snapshot.id());
    StandingCheck.answers(env, home).keep(cache, surroundings, Long.MAX_VALUE, summary);
  }

  private static Event.Answered passed(Digest digest) {
    return new Event.Answered(
        new Event.Id("check", "system"),
        Outcome.PASSED,
        true,
        digest,
        digest,
        0,
        1,
        new Usage(OptionalLong.of(1), OptionalLong.of(1)),
        OptionalLong.empty(),
        Optional.of(digest),
        Optional.of(digest),
        1,
        false,
        "",
        List.of());
  }
}
