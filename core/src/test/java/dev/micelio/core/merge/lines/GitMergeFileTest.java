package dev.micelio.core.merge.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.micelio.core.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Compares with `git merge-file`. The two need not agree to the byte: git compares lines by
/// another algorithm, and where lines repeat, several alignments are right. So what differs is
/// counted, and may be rare only.
final class GitMergeFileTest {
  @TempDir private Path folder;

  private enum Agreement {
    SAME_TEXT,
    OTHER_TEXT,
    BOTH_CONFLICT,
    ONLY_GIT_CONFLICTS,
    ONLY_WE_CONFLICT
  }

  private record Triple(List<String> base, List<String> ours, List<String> theirs) {}

  @Seeds(1)
  void shortAlphabetsAreMergedAsGitMergesThem(long seed, TestReporter reporter) throws Exception {
    compareFrequent(new Random(seed), 150, reporter);
  }

  @Seeds(1)
  void editsOfOurOwnSourcesAreMergedAsGitMergesThem(long seed, TestReporter reporter)
      throws Exception {
    compareSources(new Random(seed), 150, reporter);
  }

  @Seeds(1)
  @Tag("slow")
  void thousandsOfShortAlphabetsAreMergedAsGitMergesThem(long seed, TestReporter reporter)
      throws Exception {
    compareFrequent(new Random(seed), 4_000, reporter);
  }

  @Seeds(1)
  @Tag("slow")
  void thousandsOfEditsOfOurOwnSourcesAreMergedAsGitMergesThem(long seed, TestReporter reporter)
      throws Exception {
    compareSources(new Random(seed), 4_000, reporter);
  }

  private void compareFrequent(Random random, int count, TestReporter reporter) throws Exception {
    var triples = new ArrayList<Triple>();
    for (int i = 0; i < count; i++) {
      var base = Texts.frequent(random, 20 + random.nextInt(60), 5 + random.nextInt(20));
      triples.add(new Triple(base, reworked(random, base, base), reworked(random, base, base)));
    }
    var counts = compare(triples, reporter);
    assertThat(counts.getOrDefault(Agreement.OTHER_TEXT, 0)).isLessThanOrEqualTo(3 + count / 200);
    assertAgreement(counts, count, 0.03);
  }

  private void compareSources(Random random, int count, TestReporter reporter) throws Exception {
    var sources = sources();
    assumeThat(sources).as("the project's own sources").isNotEmpty();
    var triples = new ArrayList<Triple>();
    for (int i = 0; i < count; i++) {
      var base = Texts.lines(Files.readAllBytes(sources.get(random.nextInt(sources.size()))));
      var other = Texts.lines(Files.readAllBytes(sources.get(random.nextInt(sources.size()))));
      triples.add(new Triple(base, reworked(random, base, other), reworked(random, base, other)));
    }
    var counts = compare(triples, reporter);
    assertThat(counts.getOrDefault(Agreement.OTHER_TEXT, 0)).isLessThanOrEqualTo(3 + count / 500);
    assertAgreement(counts, count, 0.01);
  }

  private static void assertAgreement(Map<Agreement, Integer> counts, int count, double mayDiffer) {
    assertThat(
            counts.getOrDefault(Agreement.ONLY_GIT_CONFLICTS, 0)
                + counts.getOrDefault(Agreement.ONLY_WE_CONFLICT, 0))
        .isLessThanOrEqualTo((int) (3 + count * mayDiffer));
    assertThat(counts.getOrDefault(Agreement.SAME_TEXT, 0)).isGreaterThan(count / 10);
    assertThat(counts.getOrDefault(Agreement.BOTH_CONFLICT, 0)).isGreaterThan(0);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files =
        Files.walk(Path.of(System.getProperty("project.root", ".."), "core", "src", "main"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /// A text as somebody may leave it: blocks deleted, copied, moved, taken from elsewhere, lines
  /// changed.
  private static List<String> reworked(Random random, List<String> base, List<String> other) {
    var text = new ArrayList<>(base);
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(text.size());
      var block = List.copyOf(text.subList(at, Math.min(text.size(), at + 1 + random.nextInt(5))));
      switch (random.nextInt(6)) {
        case 0 -> text.subList(at, at + block.size()).clear();
        case 1 -> text.addAll(random.nextInt(text.size()), block);
        case 2 -> {
          text.subList(at, at + block.size()).clear();
          text.addAll(random.nextInt(text.size() + 1), block);
        }
        case 3 -> {
          int from = random.nextInt(other.size());
          text.addAll(at, other.subList(from, Math.min(other.size(), from + 4)));
        }
        case 4 -> text.set(at, text.get(at).replace("\n", " // " + random.nextInt(9) + "\n"));
        default -> text.add(at, "added " + random.nextInt(1000) + "\n");
      }
      if (text.isEmpty()) {
        text.add("nothing left\n");
      }
    }
    return text;
  }

  private Map<Agreement, Integer> compare(List<Triple> triples, TestReporter reporter)
      throws Exception {
    for (int i = 0; i < triples.size(); i++) {
      Files.write(folder.resolve(i + ".base"), Texts.bytes(triples.get(i).base));
      Files.write(folder.resolve(i + ".ours"), Texts.bytes(triples.get(i).ours));
      Files.write(folder.resolve(i + ".theirs"), Texts.bytes(triples.get(i).theirs));
    }
    runGit(triples.size());
    var counts = new EnumMap<Agreement, Integer>(Agreement.class);
    for (int i = 0; i < triples.size(); i++) {
      counts.merge(agreement(i, triples.get(i)), 1, Integer::sum);
    }
    reporter.publishEntry("triples", counts.toString());
    return counts;
  }

  /// One shell for all, because starting processes is what this test spends its time on.
  private void runGit(int count) throws Exception {
    String script =
        "i=0; while [ $i -lt "
            + count
            + " ]; do git merge-file -p -q --diff3 $i.ours $i.base $i.theirs > $i.git 2> $i.error;"
            + " echo $? > $i.exit; i=$((i+1)); done";
    var shell =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shell").toFile())
            .start();
    assertThat(shell.waitFor(300, TimeUnit.SECONDS)).as("git ends").isTrue();
    assumeThat(Files.readString(folder.resolve("0.exit")).strip())
        .as("git is there")
        .isNotEqualTo("127");
  }

  private Agreement agreement(int number, Triple triple) throws IOException {
    int exit = Integer.parseInt(Files.readString(folder.resolve(number + ".exit")).strip());
    assertThat(exit).as("git merge-file %d", number).isLessThan(128);
    var git = Files.readAllBytes(folder.resolve(number + ".git"));
    return switch (Texts.merge(triple.base, triple.ours, triple.theirs)) {
      case TextMerge.Clean(var bytes) ->
          exit > 0
              ? Agreement.ONLY_GIT_CONFLICTS
              : Arrays.equals(bytes, git) ? Agreement.SAME_TEXT : Agreement.OTHER_TEXT;
      case TextMerge.Conflicted(_, _) ->
          exit > 0 ? Agreement.BOTH_CONFLICT : Agreement.ONLY_WE_CONFLICT;
      case TextMerge.NotText() -> throw new AssertionError("this is text");
    };
  }
}
