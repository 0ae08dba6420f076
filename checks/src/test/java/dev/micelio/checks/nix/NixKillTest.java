package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.core.testkit.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With real Nix and real processes.
@Tag("slow")
final class NixKillTest {
  @TempDir Path directory;

  /// Realises one check of a world that is there.
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      var world = NixWorld.again(Path.of(arguments[0]));
      System.out.println(world.run(arguments[1]).outcome());
    }
  }

  private Process start(String check) throws IOException {
    return Jvm.command(Main.class, directory.toString(), check).start();
  }

  @Test
  void killedWithoutWarningItLeavesNoBuilderAndNothingHalf() throws Exception {
    var world = new NixWorld(directory);
    for (String check : List.of("slow", "ignoresTerm")) {
      var what = world.buildable(check);
      var mic = start(check);
      Builders.await(what, true);
      mic.destroyForcibly().waitFor();
      Builders.await(what, false);
      assertThat(world.nix.valid(what.outputs().values())).isEmpty();
    }
    var brief = world.buildable("brief");
    var mic = start("brief");
    Builders.await(brief, true);
    mic.destroyForcibly().waitFor();
    assertThat(world.run(brief, NixWorld.LONG).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void aFullDiskIsNoAnswer() throws Exception {
    var world = new NixWorld(directory);
    var disk = world.own.environment().get("TMPDIR");
    var mounting =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk)
            .redirectErrorStream(true)
            .start();
    Assumptions.assumeTrue(mounting.waitFor() == 0, "only who may mount can have a small disk");
    try {
      var ran = world.run("fillsDisk");
      assertThat(ran.outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
      assertThat(ran.detail()).contains("disk is full");
    } finally {
      assertThat(new ProcessBuilder("umount", disk).start().waitFor()).isZero();
    }
  }

  @Test
  void twoProcessesWithOneCheckBothAnswer() throws Exception {
    new NixWorld(directory);
    var mics = List.of(start("brief"), start("brief"));
    for (var mic : mics) {
      String said = new String(mic.getInputStream().readAllBytes(), UTF_8);
      assertThat(mic.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(said).isEqualTo("PASSED\n");
    }
  }
}
