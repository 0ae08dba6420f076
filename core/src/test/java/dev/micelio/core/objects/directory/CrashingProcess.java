package dev.micelio.core.objects.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.signed.SignedUrls;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Begins one change and ends without a word before a given step of it.
final class CrashingProcess {
  static final int CRASHED = 9;

  private CrashingProcess() {}

  /// The directory, a [DirectoryInvariantsTest.Change], and the number of the step.
  public static void main(String[] arguments) {
    var env = new MachineEnv();
    var steps = new AtomicInteger(Integer.parseInt(arguments[2]));
    var objects =
        DirectoryObjectStore.open(
            env,
            Path.of(arguments[0]),
            SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/")),
            step -> {
              if (steps.getAndDecrement() == 0) {
                Runtime.getRuntime().halt(CRASHED);
              }
            });
    var key = new Key("deep/Down/key");
    var body = Body.of("new".repeat(200_000).getBytes(UTF_8));
    switch (DirectoryInvariantsTest.Change.valueOf(arguments[1])) {
      case PUT_ABSENT -> objects.put(key, body, Condition.ABSENT);
      case PUT_ANY -> objects.put(key, body, Condition.ANY);
      case PUT_MATCHING -> {
        var found = (Lookup.Found) objects.head(key);
        objects.put(key, body, Condition.matches(found.version()));
      }
      case DELETE -> objects.delete(key);
    }
    objects.close();
  }
}
