package dev.micelio.core.objects.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.testkit.Jvm;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three processes at a time change objects in one directory and are killed at any moment. What
/// they were answered must be there, whole, and nothing that nobody wrote.
@Tag("slow")
@Timeout(300)
final class KillTest {
  private static final int SLOTS = 3;
  private static final int KILLS = 105;
  private static final int LIFE_MILLIS_MAX = 300;

  private final long seed =
      Long.getLong("seed", System.nanoTime()); // of the moments; the processes race freely
  private final MachineEnv env = new MachineEnv();
  private final SignedUrls urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));
  private final AtomicInteger processes = new AtomicInteger();
  private final List<Operation> all = new ArrayList<>();

  @TempDir Path journals;

  /// `answer` is empty when the process died before it was answered.
  private record Operation(long number, String kind, String key, String answer) {
    boolean isUnanswered() {
      return answer.isEmpty();
    }
  }

  @Test
  void whatWasAnsweredSurvivesKillsAtAnyMoment() throws Exception {
    killAndJudge(journals.resolve("objects"));
  }

  /// Where nothing waits for a disk, a life has tens of times the operations.
  @Test
  void whatWasAnsweredSurvivesKillsInAFileSystemInMemory() throws Exception {
    var memory = Path.of("/dev/shm");
    assumeThat(memory).isWritable();
    var directory = memory.resolve("micelio-kill-test-" + ProcessHandle.current().pid());
    try {
      killAndJudge(directory);
    } finally {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private void killAndJudge(Path directory) throws Exception {
    try (ObjectStore objects = DirectoryObjectStore.open(env, directory, urls)) {
      for (int i = 0; i < HammeringProcess.COUNTERS; i++) {
        objects.put(new Key("counter/" + i), SelfCheckingBody.of(0, 0), Condition.ANY);
      }
      try (var threads = Executors.newFixedThreadPool(SLOTS)) {
        var slots = new ArrayList<Callable<Void>>();
        for (int slot = 0; slot < SLOTS; slot++) {
          int number = slot;
          slots.add(() -> killOften(directory, objects, number));
        }
        for (var slot : threads.invokeAll(slots)) {
          slot.get();
        }
      }
    }
    try (ObjectStore objects = DirectoryObjectStore.open(env, directory, urls)) {
      assertThat(files(directory.resolve("tmp"))).as("left after reopening").isEmpty();
      judge(objects);
    }
    System.out.printf(
        "%d kills in %s, %d operations, %d of them unanswered (seed %d)%n",
        processes.get(),
        directory,
        all.size(),
        all.stream().filter(Operation::isUnanswered).count(),
        seed);
  }

  private Void killOften(Path directory, ObjectStore objects, int slot) throws Exception {
    var random = new SplittableRandom(seed + slot);
    var own = new HashMap<String, Long>();
    for (int kill = 0; kill < KILLS / SLOTS; kill++) {
      var operations = runAndKill(directory, slot, random.nextInt(LIFE_MILLIS_MAX));
      judgeOwn(objects, slot, own, operations);
      synchronized (all) {
        all.addAll(operations);
      }
    }
    return null;
  }

  private List<Operation> runAndKill(Path directory, int slot, int lifeMillis) throws Exception {
    int number = processes.incrementAndGet();
    var journal = journals.resolve("" + number);
    var process =
        Jvm.command(HammeringProcess.class, directory.toString(), "" + slot, "" + number)
            .redirectOutput(journal.toFile())
            .start();
    try {
      while (Files.size(journal) == 0 && process.isAlive()) {
        Thread.sleep(1);
      }
      Thread.sleep(lifeMillis);
    } finally {
      process.destroyForcibly();
    }
    int exit = process.waitFor();
    var lines = Files.readAllLines(journal, US_ASCII);
    assertThat(exit).as(String.join("\n", lines)).isEqualTo(128 + 9);
    return operations(lines);
  }

  private static List<Operation> operations(List<String> lines) {
    var operations = new ArrayList<Operation>();
    var at = new HashMap<Long, Integer>();
    for (String line : lines) {
      var words = line.split(" ", -1);
      switch (words[0]) {
        case "ready" -> {}
        case "begin" -> {
          long number = Long.parseLong(words[1]);
          at.put(number, operations.size());
          operations.add(new Operation(number, words[2], words[3], ""));
        }
        case "end" -> {
          long number = Long.parseLong(words[1]);
          int index = Objects.requireNonNull(at.get(number), line);
          var begun = operations.get(index);
          operations.set(index, new Operation(number, begun.kind, begun.key, words[2]));
        }
        default -> throw new AssertionError(line);
      }
    }
    return operations;
  }

  /// The keys of a slot have one writer at a time: each holds the last answered operation, or the
  /// one that was never answered.
  private void judgeOwn(
      ObjectStore objects, int slot, Map<String, Long> own, List<Operation> operations) {
    for (int i = 0; i < HammeringProcess.OWN_KEYS; i++) {
      String key = "own/" + slot + "/" + i;
      var possible = new HashSet<Long>(Set.of(own.getOrDefault(key, 0L)));
      for (var operation : operations) {
        if (operation.key.equals(key)) {
          if (!operation.isUnanswered()) {
            possible.clear();
          }
          possible.add(operation.kind.equals("delete") ? 0 : operation.number);
        }
      }
      long found = operationIn(objects, key);
      assertThat(found).as("%s, seed %d", key, seed).isIn(possible);
      own.put(key, found);
    }
  }

  /// 0 when nothing is there.
  private static long operationIn(ObjectStore objects, String key) {
    byte[] bytes = read(objects, key);
    return bytes.length == 0 ? 0 : SelfCheckingBody.operation(bytes);
  }

  private static byte[] read(ObjectStore objects, String key) {
    try (var fetch = objects.get(new Key(key))) {
      return switch (fetch) {
        case Fetch.Absent _ -> new byte[0];
        case Fetch.Found found -> {
          byte[] bytes = found.bytes(1 << 20);
          assertThat(SelfCheckingBody.isWhole(bytes)).as("%s is whole", key).isTrue();
          yield bytes;
        }
      };
    }
  }

  private void judge(ObjectStore objects) {
    var byKey = new HashMap<String, List<Operation>>();
    all.forEach(
        operation -> byKey.computeIfAbsent(operation.key, _ -> new ArrayList<>()).add(operation));
    byKey.forEach((key, operations) -> {
      switch (key.substring(0, key.indexOf('/'))) {
        case "absent" -> judgeCreated(objects, key, operations);
        case "counter" -> judgeCounter(objects, key, operations);
        case "own", "shared" -> judgeWritten(objects, key, operations);
        default -> throw new AssertionError(key);
      }
    });
    var listed = keys(objects);
    assertThat(listed).isSortedAccordingTo(Key.TEXT_ORDER).doesNotHaveDuplicates();
    for (String key : listed) {
      assertThat(byKey.containsKey(key) || key.startsWith("counter/")).as(key).isTrue();
      read(objects, key);
    }
    byKey.keySet().stream()
        .filter(key -> operationIn(objects, key) != 0)
        .forEach(key -> assertThat(listed).contains(key));
  }

  private static void judgeCreated(ObjectStore objects, String key, List<Operation> operations) {
    var stored = numbers(operations, "stored");
    var unanswered = numbers(operations, "");
    assertThat(stored).as("stored at %s", key).hasSizeLessThanOrEqualTo(1);
    long found = operationIn(objects, key);
    if (!stored.isEmpty()) {
      assertThat(found).as(key).isIn(stored);
    } else if (!numbers(operations, "lost").isEmpty()) {
      assertThat(found).as(key).isIn(unanswered);
    } else {
      assertThat(found == 0 || unanswered.contains(found)).as(key).isTrue();
    }
  }

  private void judgeCounter(ObjectStore objects, String key, List<Operation> operations) {
    byte[] bytes = read(objects, key);
    long answered = numbers(operations, "stored").size();
    long unanswered = numbers(operations, "").size();
    assertThat(SelfCheckingBody.count(bytes))
        .as("%s, seed %d", key, seed)
        .isBetween(answered, answered + unanswered);
    var counts =
        operations.stream().filter(op -> op.answer.equals("stored")).map(Operation::kind).toList();
    assertThat(counts).as("answered counts of %s", key).isNotEmpty().doesNotHaveDuplicates();
  }

  private static void judgeWritten(ObjectStore objects, String key, List<Operation> operations) {
    long found = operationIn(objects, key);
    boolean deletable = operations.stream().anyMatch(op -> op.kind.equals("delete"));
    var written = new HashSet<>(numbers(operations, "stored"));
    written.addAll(numbers(operations, ""));
    assertThat(
            found == 0
                ? deletable || numbers(operations, "stored").isEmpty()
                : written.contains(found))
        .as("%s holds %d", key, found)
        .isTrue();
  }

  private static List<Long> numbers(List<Operation> operations, String answer) {
    return operations.stream()
        .filter(operation -> operation.answer.equals(answer))
        .map(Operation::number)
        .toList();
  }

  private static List<String> keys(ObjectStore objects) {
    var keys = new ArrayList<String>();
    var page = new Page(List.of(), false);
    do {
      page = objects.list("", keys.isEmpty() ? "" : keys.getLast(), 100);
      page.entries().forEach(entry -> keys.add(entry.key().text()));
    } while (page.more());
    return keys;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
