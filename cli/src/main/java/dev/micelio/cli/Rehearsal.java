package dev.micelio.cli;

import dev.micelio.cli.check.StandingCheck;
import dev.micelio.cli.check.StandingScene;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.id.Id;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plays through what short commands do, while the JVM takes notes for its AOT cache. What belongs
/// to single long commands stays out of it: every class in the cache is a tax on every start.
public final class Rehearsal {
  private static final List<List<String>> SCENES =
      List.of(
          List.of("--version", "--verbose"),
          List.of("--version", "--json"),
          List.of("help"),
          List.of("help", "doctor", "objects"),
          List.of("doctor", "objects", "--help"),
          List.of("doctor", "objcts"),
          List.of("doctor", "objects", "--jsno"),
          List.of("doctor", "objects", "--json", "nowhere:"),
          List.of("tree", "id", System.getProperty("mic.home", "nowhere:") + "/bin"));

  private Rehearsal() {}

  public static void main(String[] words) {
    Main.main(new String[] {"--version"});
    var stage = new Stage();
    try {
      standing();
    } catch (IOException _) {
      // then `mic check` is a little slower
    }
    for (var scene : SCENES) {
      new Cli(stage, Index.COMMANDS).run(scene.toArray(new String[0]));
    }
  }

  /// `mic check` where nothing has changed, in a directory that is there for this alone.
  private static void standing() throws IOException {
    var env = new MachineEnv();
    var temporary = Path.of(System.getProperty("java.io.tmpdir"), "mic-rehearsal-" + Id.next(env));
    Files.createDirectory(temporary);
    try {
      var project = Files.createDirectory(temporary.resolve("project"));
      var stage = new Stage(project, Map.of("HOME", temporary.toString()));
      StandingScene.make(stage, project);
      for (var words : List.of(List.of("check"), List.of("check", "--json"))) {
        StandingCheck.isTold(words.toArray(new String[0]), stage, Main.paint(stage));
      }
    } finally {
      try (var files = Files.walk(temporary)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// The machine, but nobody looks and nobody listens.
  private static final class Stage implements Terminal {
    private final MachineTerminal machine = MachineTerminal.open();
    private final Path directory;
    private final Map<String, String> environment;

    Stage() {
      directory = machine.directory();
      environment = machine.environment();
    }

    Stage(Path directory, Map<String, String> environment) {
      this.directory = directory;
      this.environment = environment;
    }

    @Override
    public void out(String text) {
      machine.out("");
    }

    @Override
    public void out(byte[] bytes) {
      machine.out("");
    }

    @Override
    public void err(String text) {
      machine.err("");
    }

    @Override
    public Optional<byte[]> secret(String prompt) {
      return Optional.empty();
    }

    @Override
    public boolean outIsTerminal() {
      return true;
    }

    @Override
    public boolean errIsTerminal() {
      return false;
    }

    @Override
    public Map<String, String> environment() {
      return environment;
    }

    @Override
    public Path directory() {
      return directory;
    }

    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public Env env() {
      return new MachineEnv();
    }
  }
}
