package dev.micelio.checks.standing;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.Sightings;
import dev.micelio.core.snapshot.StatCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The last answer of each directory in which everything passed, in one file for each. One that is
/// missing, damaged or can not be written costs time and nothing else. Any number of processes.
///
/// Every `mic check` passes here before anything else of mic is loaded, so there is no lambda, no
/// stream, no regular expression and no `switch` over types on the way to an answer.
public final class StandingAnswers {
  private static final String FOLDER = "standing";

  private final Env env;
  private final Path cacheHome;
  private final String mic;

  /// `mic` says which one this is, so that no other one takes its answers.
  public StandingAnswers(Env env, Path cacheHome, String mic) {
    this.env = env;
    this.cacheHome = cacheHome;
    this.mic = mic + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }

  /// The answer for the checks of a directory, if one stands. Files are only asked for their stats.
  public Optional<Event.Summary> ask(Path directory, Map<String, String> environment) {
    long began = env.nanos();
    try {
      var cache = StatCache.open(env, cacheHome, directory);
      var kept = read(file(cache));
      var sightings = cache.sightings();
      if (kept == null
          || sightings.isEmpty()
          || !kept.mark().isSame(sightings.get().mark())
          || !kept.holds(mic, directory.toRealPath(), environment, env.nowMillis())
          || !sightings.get().hold(env)) {
        return Optional.empty();
      }
      return Optional.of(summary(kept, began));
    } catch (IOException | Problem _) { // whoever answers instead will meet it too
      return Optional.empty();
    }
  }

  private Event.Summary summary(Kept kept, long began) {
    long savedMillis = 0;
    for (var check : kept.checks()) {
      savedMillis += check.durationMillis();
    }
    long durationMillis = (env.nanos() - began) / 1_000_000;
    return new Event.Summary(kept.checks(), durationMillis, savedMillis, kept.tree());
  }

  private Path file(StatCache cache) {
    return cacheHome.resolve(FOLDER).resolve(cache.name());
  }

  private static @Nullable Kept read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(KeptFormat.FILE_BYTES_MAX + 1);
    }
    return bytes.length > KeptFormat.FILE_BYTES_MAX ? null : KeptFormat.decode(bytes);
  }

  /// Takes back what is kept of a directory, before anything is run or looked up anew.
  public void forget(StatCache cache) {
    try {
      Files.deleteIfExists(file(cache));
    } catch (IOException _) {
      // what can not be removed can not be written either, and still holds or does not
    }
  }

  /// Takes back what is kept of all directories, with the evidence that it rests on.
  public void forgetAll() {
    try (var files = Files.newDirectoryStream(cacheHome.resolve(FOLDER))) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // what can not be removed still holds or does not
    }
  }

  /// Keeps what a snapshot and its checks came to, if everything passed and nothing that decided it
  /// has changed since the search for it began; else nothing is kept any more. `cache` is what the
  /// snapshot was taken with.
  public void keep(
      StatCache cache, Surroundings surroundings, long validUntilMillis, Event.Summary summary) {
    forget(cache);
    var sightings = cache.sightings();
    if (sightings.isEmpty()
        || !sightings.get().areSettled()
        || !surroundings.areSettled()
        || summary.checks().isEmpty()
        || summary.checks().size() > KeptFormat.CHECKS_MAX) {
      return;
    }
    var checks = new ArrayList<Event.Answered>();
    for (var check : summary.checks()) {
      if (check.outcome() != Outcome.PASSED) {
        return;
      }
      checks.add(asEvidence(check));
    }
    write(
        file(cache),
        sightings.get().mark(),
        KeptFormat.encode(
            new Kept(
                mic,
                cache.directory().toString(),
                sightings.get().mark(),
                env.nowMillis(),
                validUntilMillis,
                surroundings.files(),
                surroundings.variables(),
                summary.tree(),
                checks)));
  }

  /// As it will be told: it did not run.
  private Event.Answered asEvidence(Event.Answered check) {
    return new Event.Answered(
        check.id(),
        check.outcome(),
        false,
        check.key(),
        check.source(),
        check.exit(),
        check.durationMillis(),
        check.usage(),
        check.ran() ? OptionalLong.of(env.nowMillis()) : check.known(),
        check.attestation(),
        check.log(),
        check.attempt(),
        check.flaky(),
        check.detail(),
        check.excerpt());
  }

  private void write(Path file, Sightings.Mark mark, byte[] bytes) {
    if (bytes.length > KeptFormat.FILE_BYTES_MAX) {
      return;
    }
    var written =
        file.resolveSibling(
            file.getFileName()
                + "."
                + Long.toHexString(mark.first() ^ env.random().nextLong())
                + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.write(written, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException _) {
      // the next mic has to find it anew
    }
  }
}
