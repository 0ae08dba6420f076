package dev.micelio.core.landing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// Lands sessions in many threads through one lander until it is killed or its parent is gone, and
/// tells its parent of each one that it was told has landed (`SESSION POSITION TREE TIME`).
final class LandingProcess {
  static final String READY = "ready\n";
  private static final int THREADS = 16;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  /// The directory of the project's objects.
  public static void main(String[] arguments) {
    var parent = ProcessHandle.current().parent().orElseThrow();
    var orphaned = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    new LandingProcess().run(Path.of(arguments[0]));
    orphaned.join();
  }

  private void run(Path directory) {
    var env = new MachineEnv();
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));
    var objects = DirectoryObjectStore.open(env, directory, urls);
    var caretaker = new Caretaker(env, objects, _ -> {}, _ -> {}, Patience.USUAL);
    var past = new ScannedPast(new LandingLog(env, objects));
    var lander = new Lander(env, objects, past, Judge.ALL, caretaker, Patience.USUAL);
    var agents = new LandingAgents(env, objects, List.of(lander), this::say);
    for (int thread = 0; thread < THREADS; thread++) {
      var random = new SplittableRandom(env.random().nextLong());
      env.fork(
          "agent-" + thread,
          () -> {
            while (true) {
              agents.land(Id.next(env), random);
            }
          });
    }
    say(READY);
  }

  private void say(Id session, Outcome.Landed landed) {
    say(
        "%s %d %s %d%n"
            .formatted(session, landed.position(), landed.tree().hex(), landed.at().bits()));
  }

  /// One call, so that a kill can not take a part of a line; the file is the system's from then on.
  private void say(String line) {
    try {
      out.write(line.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
