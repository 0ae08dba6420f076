package dev.micelio.sim.story;

import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import dev.micelio.sim.law.Oracle;
import dev.micelio.sim.law.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// What a session wants to change, by chance, so that what it was made on with the changes is a
/// tree. The texts that it needs are gathered.
final class Wish {
  private static final int LINES = 8;

  private final SplittableRandom random;
  private final Texts texts;
  private final SortedMap<TreePath, Entry> base;
  private final SortedMap<TreePath, Optional<Entry>> wanted = new TreeMap<>();
  private final List<Texts.Text> written = new ArrayList<>();

  Wish(SplittableRandom random, Texts texts, SortedMap<TreePath, Entry> base) {
    this.random = random;
    this.texts = texts;
    this.base = base;
  }

  SortedMap<TreePath, Optional<Entry>> wanted() {
    return wanted;
  }

  List<Texts.Text> written() {
    return written;
  }

  void add(TreePath path) {
    var there = Optional.ofNullable(base.get(path));
    int dice = random.nextInt(100);
    if (there.isEmpty()) {
      want(path, Optional.of(file(path, dice < 30 ? "same" : fresh())));
    } else if (dice < 60) {
      want(path, Optional.of(edited(path, there.get())));
    } else if (dice < 75) {
      want(path, Optional.empty());
    } else if (dice < 85) {
      var entry = there.get();
      var kind = entry.kind() == EntryKind.FILE ? EntryKind.EXECUTABLE : EntryKind.FILE;
      want(path, Optional.of(new Entry(path, kind, entry.digest(), entry.size())));
    } else if (dice < 92) {
      want(path, Optional.empty());
      var below = new TreePath(path.text() + "/below");
      want(below, Optional.of(file(below, fresh())));
    } else {
      want(path, Optional.of(file(path, fresh())));
    }
  }

  /// What would make no tree is not wanted.
  private void want(TreePath path, Optional<Entry> entry) {
    var before = wanted.put(path, entry);
    var after = new TreeMap<>(base);
    wanted.forEach((wish, to) -> {
      after.remove(wish);
      to.ifPresent(put -> after.put(wish, put));
    });
    if (!Oracle.isTree(after)) {
      if (before == null) {
        wanted.remove(path);
      } else {
        wanted.put(path, before);
      }
    }
  }

  private String fresh() {
    return Long.toHexString(random.nextLong());
  }

  private Entry file(TreePath path, String word) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < LINES; i++) {
      lines.add(i + ": " + word);
    }
    return entry(path, EntryKind.FILE, lines);
  }

  private Entry edited(TreePath path, Entry entry) {
    var lines = new ArrayList<>(texts.read(entry.digest()).orElseThrow());
    int at = random.nextInt(lines.size());
    lines.set(at, at + ": " + fresh());
    return entry(path, entry.kind(), lines);
  }

  private Entry entry(TreePath path, EntryKind kind, List<String> lines) {
    var text = texts.write(lines);
    written.add(text);
    return new Entry(path, kind, text.digest(), text.bytes().length);
  }
}
