package dev.micelio.core.snapshot;

import static dev.micelio.core.snapshot.Directories.read;
import static dev.micelio.core.snapshot.Directories.shell;
import static dev.micelio.core.snapshot.Directories.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.env.ForwardingEnv;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatCacheTest {
  @TempDir Path top;
  private Path home;
  private Path directory;

  /// A clock that is ahead of the file system's, so that nobody has to wait until files are
  /// settled; what is changed afterwards is changed later all the same.
  private static final class Later extends ForwardingEnv {
    @Override
    public long nowMillis() {
      return super.nowMillis() + 5_000;
    }
  }

  private record Read(Snapshot snapshot, long filesRead) {}

  @BeforeEach
  void make() throws IOException {
    home = top.resolve("home");
    directory = Files.createDirectory(top.resolve("d"));
    write(directory, "a", "one");
    write(directory, "s/b", "two");
    write(directory, "s/c", "three");
  }

  private StatCache open() throws IOException {
    return StatCache.open(new Later(), home, directory);
  }

  private Read snapshot() throws IOException {
    return snapshot(new Later(), Scope.all(directory).respectingIgnores());
  }

  private Read snapshot(ForwardingEnv env, Scope scope) throws IOException {
    var cache = StatCache.open(env, home, directory);
    var files = new AtomicLong();
    var snapshot =
        new DirectoryReader(env, scope, (count, _) -> files.addAndGet(count), cache)
            .read(new NodesInMemory());
    assertThat(snapshot).isEqualTo(read(scope));
    return new Read(snapshot, files.get());
  }

  /// Longer than the clock of files stands still.
  private static void pause() throws InterruptedException {
    Thread.sleep(30);
  }

  @Test
  void whatHasNotChangedIsReadOnce() throws Exception {
    assertThat(snapshot().filesRead).isEqualTo(3);
    assertThat(snapshot().filesRead).isZero();
    pause();
    write(directory, "s/c", "THREE");
    assertThat(snapshot().filesRead).isEqualTo(1);
    assertThat(snapshot().filesRead).isZero();
  }

  @Test
  void aChangeThatKeepsSizeAndTimeIsSeen() throws Exception {
    var file = directory.resolve("a");
    var time = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, time);
    snapshot();
    pause();
    Files.writeString(file, "ONE");
    Files.setLastModifiedTime(file, time);
    assertThat(snapshot().filesRead).isEqualTo(1);
  }

  @Test
  void aFileInAnothersPlaceIsRead() throws Exception {
    write(directory, "x", "ONE");
    snapshot();
    pause();
    Files.move(directory.resolve("a"), directory.resolve("y"));
    Files.move(directory.resolve("x"), directory.resolve("a"));
    assertThat(snapshot().filesRead).isPositive();
  }

  @Test
  void aChangeOfKindIsSeen() throws Exception {
    snapshot();
    pause();
    Files.setPosixFilePermissions(
        directory.resolve("a"), PosixFilePermissions.fromString("rwx------"));
    snapshot();
    shell(directory, "rm a; ln -s one a");
    snapshot();
    shell(directory, "rm a; mkdir a; echo 1 > a/b; rm -r s; echo 1 > s");
    assertThat(snapshot().filesRead).isEqualTo(2);
  }

  @Test
  void whatHasJustChangedIsNotRemembered() throws Exception {
    var now = new ForwardingEnv() {};
    var scope = Scope.all(directory);
    Files.writeString(directory.resolve("a"), "ONE");
    assertThat(snapshot(now, scope).filesRead).isEqualTo(3);
    assertThat(snapshot(now, scope).filesRead).isEqualTo(3);
    assertThat(StatCache.open(now, home, directory).sightings().orElseThrow().hold(now)).isFalse();
    Thread.sleep(Stat.TICK_NANOS / 1_000_000 + 20);
    assertThat(snapshot(now, scope).filesRead).isEqualTo(3);
    assertThat(snapshot(now, scope).filesRead).isZero();
    assertThat(StatCache.open(now, home, directory).sightings().orElseThrow().hold(now)).isTrue();
  }

  @Test
  void timesInWholeSecondsSettleAfterTwo() {
    long changed = 1_700_000_000_000_000_000L;
    var stat = new Stat(null, true, 0, 0, changed, 1, 1);
    assertThat(stat.isSettled(changed + 2_000_000_000L)).isFalse();
    assertThat(stat.isSettled(changed + 2_200_000_000L)).isTrue();
    var fine = new Stat(null, true, 0, 0, changed + 1, 1, 1);
    assertThat(fine.isSettled(changed + 90_000_000L)).isFalse();
    assertThat(fine.isSettled(changed + 110_000_000L)).isTrue();
    assertThat(fine.isSettled(changed - 1)).as("the clock was set back").isFalse();
  }

  @Test
  void sightingsHoldWhileNothingChanges() throws Exception {
    assertThat(open().sightings()).isEmpty();
    snapshot();
    var seen = open().sightings().orElseThrow();
    assertThat(seen.hold(new Later())).isTrue();
    snapshot();
    assertThat(open().sightings().orElseThrow().mark())
        .as("nothing is written when nothing is new")
        .isEqualTo(seen.mark());
    pause();
    for (String change :
        List.of(
            "echo x > s/new", "rm s/new", "mkdir s/e", "rmdir s/e", "chmod 600 a", "touch s/b")) {
      shell(directory, change);
      assertThat(seen.hold(new Later())).as(change).isFalse();
      snapshot();
      var again = open().sightings().orElseThrow();
      assertThat(again.mark()).isNotEqualTo(seen.mark());
      assertThat(again.hold(new Later())).isTrue();
      seen = again;
      pause();
    }
  }

  @Test
  void aFileOfRulesCountsThoughItIsIgnoredItself() throws Exception {
    write(directory, "s/.gitignore", "*\n!b\n");
    write(directory, "s/sub/.micignore", "x\n");
    snapshot();
    var seen = open().sightings().orElseThrow();
    assertThat(seen.hold(new Later())).isTrue();
    pause();
    Files.writeString(directory.resolve("s/.gitignore"), "*\n!c\n");
    assertThat(seen.hold(new Later())).isFalse();
    snapshot();
    assertThat(snapshot().filesRead).isZero();
  }

  @Test
  void whatIsIgnoredMayChange() throws Exception {
    write(directory, ".gitignore", "out/\n");
    write(directory, "out/a", "1");
    write(directory, ".git/index", "1");
    snapshot();
    var seen = open().sightings().orElseThrow();
    pause();
    write(directory, "out/b", "1");
    write(directory, ".git/index.lock", "1");
    assertThat(seen.hold(new Later())).isTrue();
  }

  @Test
  void anotherScopeHasOtherSightings() throws Exception {
    write(directory, ".gitignore", "s\n");
    assertThat(snapshot().filesRead).isEqualTo(2);
    assertThat(snapshot(new Later(), Scope.all(directory)).filesRead).isEqualTo(4);
    var cache = open();
    var inputs = Scope.all(directory).of(Patterns.of(List.of("s/**")));
    assertThatThrownBy(() -> new DirectoryReader(new MachineEnv(), inputs, Watcher.NOBODY, cache))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDirectoryNamedThroughALinkIsTheDirectory() throws Exception {
    var link = Files.createSymbolicLink(top.resolve("link"), directory);
    snapshot();
    directory = link;
    assertThat(snapshot().filesRead).isZero();
    var seen = open().sightings().orElseThrow();
    pause();
    write(directory, "new", "1");
    assertThat(seen.hold(new Later())).isFalse();
  }

  @Test
  void whatIsOddIsAsIfThereWereNothing() throws Exception {
    snapshot();
    var file = only();
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThat(open().sightings()).as("cut to " + length).isEmpty();
    }
    for (int i = 0; i < sound.length; i++) {
      byte[] flipped = sound.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Files.write(file, flipped);
      assertThat(open().sightings()).as("flipped at " + i).isEmpty();
    }
    assertThat(snapshot().filesRead).isEqualTo(3);
    assertThat(open().sightings()).isPresent();
  }

  @Test
  void whatIsWellSealedButMalformedTakesNothing() throws Exception {
    snapshot();
    var file = only();
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length - Sightings.CHECKSUM_BYTES; i++) {
      byte[] odd = sound.clone();
      odd[i] ^= (byte) 0x55;
      long sum = Sightings.sum(odd, odd.length - Sightings.CHECKSUM_BYTES);
      for (int b = 0; b < 4; b++) {
        odd[odd.length - 4 + b] = (byte) (sum >> (8 * (3 - b)));
      }
      Files.write(file, odd);
      open().sightings().ifPresent(seen -> seen.hold(new Later()));
      var scope = Scope.all(directory).respectingIgnores();
      new DirectoryReader(new Later(), scope, Watcher.NOBODY, open()).read(new NodesInMemory());
    }
  }

  private Path only() throws IOException {
    try (var files = Files.list(home.resolve("stat"))) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void whatCanNotBeWrittenIsNoError() throws Exception {
    Files.createDirectories(home);
    Files.writeString(home.resolve("stat"), "a file where a directory should be");
    assertThat(snapshot().filesRead).isEqualTo(3);
    assertThat(open().sightings()).isEmpty();
  }

  @Test
  void aFullDiskIsNoError() throws Exception {
    home = Path.of("/dev/full/home");
    assertThat(snapshot().filesRead).isEqualTo(3);
  }

  @Test
  void manyReadersAtOnceLeaveOneWholeFile() throws Exception {
    var env = new Later();
    for (int round = 0; round < 5; round++) {
      write(directory, "a", "round " + round);
      env.all(
          "read",
          List.of(1, 2, 3, 4, 5, 6),
          6,
          _ -> {
            try {
              return snapshot();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      only();
      assertThat(open().sightings().orElseThrow().hold(env)).isTrue();
      pause();
    }
  }

  @Test
  void manyFilesAreAskedForBySomeThreads() throws Exception {
    for (int i = 0; i < 4500; i++) {
      write(directory, "many/" + i / 100 + "/f" + i, "");
    }
    snapshot();
    var seen = open().sightings().orElseThrow();
    var env = new CountingEnv();
    assertThat(seen.hold(env)).isTrue();
    assertThat(env.forked()).isEqualTo(9);
    assertThat(env.mostAtOnce()).isEqualTo(8);
    pause();
    for (int i : List.of(0, 1300, 4499)) {
      var file = directory.resolve("many/" + i / 100 + "/f" + i);
      Files.setLastModifiedTime(file, FileTime.fromMillis(5));
      assertThat(seen.hold(env)).isFalse();
      snapshot();
      seen = open().sightings().orElseThrow();
      pause();
    }
  }

  @Test
  void theFormatIsAsItsPageSays() throws Exception {
    var stat = new Stat(EntryKind.LINK, false, 300, 1, 2, 3, 4);
    var out = new ByteWriter(16);
    new Sighting("a/bc".getBytes(StandardCharsets.UTF_8), stat, false, null)
        .write(out, "a/d".getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(out.toBytes()))
        .isEqualTo(
            "0a"
                + "02"
                + "02"
                + "6263"
                + "ac02"
                + "0000000000000001"
                + "0000000000000002"
                + "0000000000000003"
                + "0000000000000004");
  }
}
