package dev.micelio.core.landing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.testkit.Jvm;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Four processes of sixteen threads land on one project in a directory and are killed at any
/// moment. Whoever was told that a session landed finds it where it was said, and the log is whole.
@Tag("slow")
@Timeout(300)
final class LandingKillTest {
  private static final int SLOTS = 4;
  private static final int KILLS_EACH = 5;
  private static final int LIFE_MILLIS_MAX = 1500;
  private static final String READY = LandingProcess.READY;

  private final long seed =
      Long.getLong("seed", System.nanoTime()); // of the moments; the processes race freely

  @TempDir Path temporary;

  @Test
  void whatWasAnsweredLandedSurvivesKillsAtAnyMoment() throws Exception {
    var directory = temporary.resolve("objects");
    var env = new MachineEnv();
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));
    DirectoryObjectStore.open(env, directory, urls).close();
    var told = new TreeMap<Id, Outcome.Landed>();
    try (var threads = Executors.newFixedThreadPool(SLOTS)) {
      var slots = new ArrayList<Callable<List<String>>>();
      for (int slot = 0; slot < SLOTS; slot++) {
        int number = slot;
        slots.add(() -> killOften(directory, number));
      }
      for (var slot : threads.invokeAll(slots)) {
        slot.get().forEach(line -> read(line, told));
      }
    }
    try (var objects = DirectoryObjectStore.open(env, directory, urls)) {
      var landed = LogJudge.judge(env, objects);
      assertThat(told).as("seed %d", seed).isNotEmpty();
      told.forEach((session, answer) -> {
        var landing = Objects.requireNonNull(landed.get(session), session::toString);
        assertThat(new Outcome.Landed(landing.position(), landing.tree(), landing.at()))
            .isEqualTo(answer);
      });
      System.out.printf(
          "%d kills, %d landed, %d of them answered (seed %d)%n",
          SLOTS * KILLS_EACH, landed.size(), told.size(), seed);
    }
  }

  private List<String> killOften(Path directory, int slot) throws Exception {
    var random = new SplittableRandom(seed + slot);
    var lines = new ArrayList<String>();
    for (int kill = 0; kill < KILLS_EACH; kill++) {
      var journal = temporary.resolve(slot + "-" + kill);
      var process =
          Jvm.command(LandingProcess.class, directory.toString())
              .redirectOutput(journal.toFile())
              .start();
      try {
        // every other life is long enough to land something, however slow the machine is
        long enough = kill % 2 == 0 ? READY.length() : 0;
        while (Files.size(journal) <= enough && process.isAlive()) {
          Thread.sleep(1);
        }
        Thread.sleep(random.nextInt(LIFE_MILLIS_MAX));
      } finally {
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      var said = Files.readAllLines(journal, US_ASCII);
      assertThat(exit).as(String.join("\n", said)).isEqualTo(128 + 9);
      lines.addAll(said);
    }
    return lines;
  }

  private static void read(String line, Map<Id, Outcome.Landed> told) {
    if (!line.equals(READY.strip())) {
      var words = line.split(" ", -1);
      told.put(
          Id.parse(words[0]),
          new Outcome.Landed(
              Long.parseLong(words[1]),
              Digest.parse("sha256:" + words[2]),
              new Hlc(Long.parseLong(words[3]))));
    }
  }
}
