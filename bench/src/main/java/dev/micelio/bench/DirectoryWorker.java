package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// One process of [DirectoryBench]: says `ready`, begins when its input ends, and says at its end
/// how many puts were stored.
final class DirectoryWorker {
  static final long SECONDS = 2;
  private static final byte[] BODY = new byte[200];

  private DirectoryWorker() {}

  enum Work {
    FLOOR("write, fsync, rename, fsync of the directory"),
    ABSENT("put if absent, new keys of 200 bytes"),
    MATCHES("read and put if matching, all on one key");

    private final String sentence;

    Work(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[0]);
    var work = Work.valueOf(arguments[1]);
    var env = new MachineEnv();
    try (var objects = DirectoryBench.open(directory.resolve("objects"))) {
      System.out.printf("ready%n");
      System.in.read();
      long stored = 0;
      long end = env.nanos() + SECONDS * 1_000_000_000;
      for (long i = 0; env.nanos() < end; i++) {
        String name = arguments[2] + "-" + i;
        stored +=
            switch (work) {
              case FLOOR -> floor(directory, name);
              case ABSENT -> absent(objects, name);
              case MATCHES -> increment(objects);
            };
      }
      System.out.printf("%d%n", stored);
    }
  }

  private static int floor(Path directory, String name) throws IOException {
    var written = directory.resolve(name + ".new");
    try (var channel =
        FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(BODY));
      channel.force(false);
    }
    Files.move(written, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return 1;
  }

  private static int absent(ObjectStore objects, String name) {
    var answer = objects.put(new Key("fresh/" + name), Body.of(BODY), Condition.ABSENT);
    return answer instanceof PutAnswer.Stored ? 1 : 0;
  }

  private static int increment(ObjectStore objects) {
    var key = new Key("counter");
    try (var found = (Fetch.Found) objects.get(key)) {
      long next = Long.parseLong(new String(found.bytes(100), UTF_8)) + 1;
      var body = Body.of(String.valueOf(next).getBytes(UTF_8));
      var answer = objects.put(key, body, Condition.matches(found.version()));
      return answer instanceof PutAnswer.Stored ? 1 : 0;
    }
  }
}
