package dev.micelio.gate.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/// Files and patterns out of few names, so that they meet often.
final class RandomTrees {
  private static final String[] DIRECTORIES = {"src", "docs", "a", "src.d", "ä", "nix"};
  private static final String[] NAMES = {
    "a.java", "b.java", "a.nix", "Makefile", ".java", "a", "src", "ä.nix", "b.nix.bak", "mic.toml"
  };
  private static final List<EntryKind> KINDS = List.of(EntryKind.values());
  private static final String[] PATTERNS = {
    "**",
    "*",
    "*/*",
    "src/**",
    "docs/**",
    "a/**",
    "src.d/**",
    "src/a/**",
    "src*/**",
    "ä/**",
    "**/*.java",
    "**/*.nix",
    "*.nix",
    "**/a*",
    "src/**/*.java",
    "**/docs/**",
    "**/src/*",
    "**/.java",
    "Makefile",
    "src/Makefile",
    "mic.toml",
    "nowhere/**",
    "**/*.bak",
    "nix/**/nix/**"
  };

  private final Random random;

  RandomTrees(Random random) {
    this.random = random;
  }

  NavigableMap<TreePath, Entry> files(int count) {
    var files = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < count; i++) {
      put(files, path(count));
    }
    return files;
  }

  /// Another edition: files come, go, change their content or kind, and move.
  NavigableMap<TreePath, Entry> changed(NavigableMap<TreePath, Entry> files, int changes) {
    var changed = new TreeMap<>(files);
    for (int i = 0; i < changes; i++) {
      var next = changed.ceilingEntry(path(files.size()));
      if (next == null) {
        put(changed, path(files.size()));
        continue;
      }
      var some = next.getKey();
      var entry = next.getValue();
      switch (random.nextInt(6)) {
        case 0 -> changed.remove(some);
        case 1 -> changed.put(some, file(some));
        case 2 -> changed.put(some, kind(entry));
        case 3 -> {
          var target = path(files.size());
          if (fits(changed, target)) {
            changed.remove(some);
            changed.put(target, new Entry(target, entry.kind(), entry.digest(), entry.size()));
          }
        }
        case 4 -> {
          // what was a directory becomes a file
          var top = new TreePath(DIRECTORIES[random.nextInt(DIRECTORIES.length)]);
          if (random.nextInt(5) == 0) {
            changed.keySet().removeIf(path -> path.text().startsWith(top.text() + "/"));
            changed.put(top, file(top));
          }
        }
        default -> put(changed, path(files.size()));
      }
    }
    return changed;
  }

  Patterns patterns() {
    var texts = new ArrayList<String>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean takesAway = !texts.isEmpty() && random.nextInt(3) == 0;
      texts.add((takesAway ? "!" : "") + PATTERNS[random.nextInt(PATTERNS.length)]);
    }
    return Patterns.of(random.nextInt(40) == 0 ? List.of() : texts);
  }

  static Digest build(Iterable<Entry> files, NodeSink sink) {
    var builder = new TreeBuilder(sink);
    files.forEach(builder::add);
    return builder.finish();
  }

  static Entry file(String path, String content) {
    return new Entry(
        new TreePath(path), EntryKind.FILE, Digest.of(content.getBytes(UTF_8)), content.length());
  }

  private void put(NavigableMap<TreePath, Entry> files, TreePath path) {
    if (fits(files, path)) {
      files.put(path, file(path));
    }
  }

  private TreePath path(int files) {
    var text = new StringBuilder();
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      text.append(DIRECTORIES[random.nextInt(DIRECTORIES.length)]).append('/');
    }
    if (random.nextInt(3) == 0) {
      text.append(random.nextInt(1 + files)); // names enough for as many files as are wanted
    }
    return new TreePath(text.append(NAMES[random.nextInt(NAMES.length)]).toString());
  }

  private static boolean fits(NavigableMap<TreePath, Entry> files, TreePath path) {
    for (var above = path.parent(); above.isPresent(); above = above.get().parent()) {
      if (files.containsKey(above.get())) {
        return false;
      }
    }
    var next = files.higherKey(path);
    return next == null || !next.text().startsWith(path.text() + "/");
  }

  private Entry file(TreePath path) {
    int content = random.nextInt(1000);
    return new Entry(
        path,
        KINDS.get(random.nextInt(KINDS.size())),
        Digest.of(("content " + content).getBytes(UTF_8)),
        content);
  }

  private Entry kind(Entry entry) {
    var kind = KINDS.get(random.nextInt(KINDS.size()));
    return new Entry(entry.path(), kind, entry.digest(), entry.size());
  }
}
