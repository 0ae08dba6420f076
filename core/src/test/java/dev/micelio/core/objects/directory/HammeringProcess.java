package dev.micelio.core.objects.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.signed.SignedUrls;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Changes objects in four threads until it is killed or its parent is gone, and tells its parent
/// of each change before it begins (`begin <operation> <kind> <key>`) and after it was answered
/// (`end <operation> <answer>`).
final class HammeringProcess {
  static final int OWN_KEYS = 4;
  static final int COUNTERS = 2;
  private static final int SHARED_KEYS = 3;

  private final DirectoryObjectStore objects;
  private final String slot;
  private final long number;
  private final AtomicInteger operations = new AtomicInteger();
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  private HammeringProcess(DirectoryObjectStore objects, String slot, long number) {
    this.objects = objects;
    this.slot = slot;
    this.number = number;
  }

  /// The directory, the slot whose keys are this process's own, and its number among all.
  public static void main(String[] arguments) {
    var parent = ProcessHandle.current().parent().orElseThrow();
    var orphaned = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    var env = new MachineEnv();
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));
    var objects = DirectoryObjectStore.open(env, Path.of(arguments[0]), urls);
    var process = new HammeringProcess(objects, arguments[1], Long.parseLong(arguments[2]));
    process.say("ready");
    List.<Runnable>of(process::own, process::create, process::count, process::share)
        .forEach(work -> Thread.ofPlatform().start(work));
    orphaned.join();
  }

  private SplittableRandom random(int thread) {
    return new SplittableRandom(number * 31 + thread);
  }

  private void own() {
    var random = random(1);
    while (true) {
      var key = new Key("own/" + slot + "/" + random.nextInt(OWN_KEYS));
      if (random.nextInt(3) == 0) {
        long operation = begin("delete", key);
        objects.delete(key);
        end(operation, "deleted");
      } else {
        put("put", key, Condition.ANY);
      }
    }
  }

  private void create() {
    var random = random(2);
    while (true) {
      // many keys are new to all, and the processes meet at them
      long recent = number * 20 + random.nextInt(60);
      put("absent", new Key("absent/" + recent % 7 + "/" + recent), Condition.ABSENT);
    }
  }

  private void share() {
    var random = random(3);
    while (true) {
      put("shared", new Key("shared/" + random.nextInt(SHARED_KEYS)), Condition.ANY);
    }
  }

  private void put(String kind, Key key, Condition condition) {
    long operation = begin(kind, key);
    var answer = objects.put(key, SelfCheckingBody.of(operation, 0), condition);
    end(operation, answer instanceof PutAnswer.Stored ? "stored" : "lost");
  }

  private void count() {
    var random = random(4);
    while (true) {
      var key = new Key("counter/" + random.nextInt(COUNTERS));
      try (var found = (Fetch.Found) objects.get(key)) {
        long next = SelfCheckingBody.count(found.bytes(1 << 20)) + 1;
        long operation = begin("count=" + next, key);
        var body = SelfCheckingBody.of(operation, next);
        var answer = objects.put(key, body, Condition.matches(found.version()));
        end(operation, answer instanceof PutAnswer.Stored ? "stored" : "lost");
      }
    }
  }

  private long begin(String kind, Key key) {
    long operation = number * 1_000_000_000L + operations.getAndIncrement();
    say("begin " + operation + " " + kind + " " + key);
    return operation;
  }

  private void end(long operation, String answer) {
    say("end " + operation + " " + answer);
  }

  /// One call, so that a kill can not take a part of a line; the file is the system's from then on.
  private void say(String line) {
    try {
      out.write((line + "\n").getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
