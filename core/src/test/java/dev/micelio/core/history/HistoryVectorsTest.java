package dev.micelio.core.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Commit;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What docs/formats/vectors/history.txt says, of the log that its first lines describe.
final class HistoryVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private final Env env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);

  private static List<String> lines() throws IOException {
    var path = Path.of("docs/formats/vectors/history.txt");
    return Files.readAllLines(Files.exists(path) ? path : Path.of("..").resolve(path), UTF_8)
        .stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  /// Position p changes `d{p mod 7}/f{p}`, and the first of each hundred `hot/a/b` too.
  private static GeneratedLog log(int size) {
    var log = new GeneratedLog(0);
    for (int position = 1; position <= size; position++) {
      var paths = new TreeSet<TreePath>();
      paths.add(new TreePath("d" + position % 7 + "/f" + position));
      if (position % 100 == 1) {
        paths.add(new TreePath("hot/a/b"));
      }
      log.add(paths);
    }
    return log;
  }

  @Test
  void everyVectorIsWhatIsWritten() throws IOException {
    assertThat(made()).containsExactlyElementsOf(lines());
  }

  private List<String> made() {
    var log = log(10_000);
    var builder = new HistoryBuilder(env, objects, log, log);
    assertThat(builder.build(10_000)).isEqualTo(11);
    var made = new ArrayList<String>();
    for (String path : List.of("a", "src", "src/main", "src/main/ä.java")) {
      made.add("fingerprint path %s %016x".formatted(path, Fingerprint.of(new TreePath(path))));
    }
    var session = Id.parse("01890a5d-ac96-774b-bcce-b302099a8057");
    made.add("fingerprint session %s %016x".formatted(session, Fingerprint.of(session)));

    byte[] segment = Memory.bytes(objects, ProjectKeys.segment(1));
    made.add("segment head " + HEX.formatHex(segment, 0, SegmentHead.SIZE_BYTES));
    made.add("segment size " + segment.length);
    made.add("segment digest " + Digest.of(segment).hex());
    var index = new DerivedObjects(objects).segment(new Span(Level.THOUSAND, 1)).orElseThrow();
    for (int position : List.of(1, 2, 1000)) {
      var range = index.range(position);
      made.add(
          "segment landing %d %d %s"
              .formatted(
                  position,
                  range.offset(),
                  HEX.formatHex(Memory.bytes(objects, ProjectKeys.segment(1), range))));
    }
    long hot = Fingerprint.of(new TreePath("hot/a"));
    made.add("segment positions hot/a " + Arrays.toString(index.positions(hot, 0, 1000)));

    byte[] rollUp = Memory.bytes(objects, ProjectKeys.rollUp(2, 1));
    made.add("roll-up head " + HEX.formatHex(rollUp, 0, RollUpHead.SIZE_BYTES));
    made.add("roll-up size " + rollUp.length);
    made.add("roll-up digest " + Digest.of(rollUp).hex());
    int end = RollUpHead.SIZE_BYTES + Filter.PAGE_BYTES;
    made.add("roll-up page 0 " + HEX.formatHex(rollUp, RollUpHead.SIZE_BYTES, end));

    long[] three = {0L, 0x0123456789abcdefL, -1L};
    byte[] filter = Filter.write(three, 7, 1);
    made.add(
        "filter 7 1 0000000000000000 0123456789abcdef ffffffffffffffff " + HEX.formatHex(filter));
    return made;
  }

  @Test
  void theChainBeforeTheFirstPositionIsZeros() {
    assertThat(Commit.NONE.bytes()).containsOnly(0);
    assertThat(new Digest(0, 0, 0, 0)).isEqualTo(Commit.NONE);
  }

  /// Writes the vectors anew, after a change of the format that was meant.
  static void main() throws IOException {
    var file = Path.of("docs/formats/vectors/history.txt");
    var comments =
        Files.readAllLines(file, UTF_8).stream().filter(line -> line.startsWith("#")).toList();
    var all = new ArrayList<>(comments);
    all.addAll(new HistoryVectorsTest().made());
    Files.write(file, all, UTF_8);
  }
}
