package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.ignore.IgnoreFile;
import dev.micelio.core.ignore.Ignores;
import dev.micelio.core.pattern.PatternMatcher;
import dev.micelio.core.pattern.Reach;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through the files of a scope in the order of a tree. For one thread.
final class Walk {
  private static final Set<String> OWN_STATE = Set.of(".git", ".mic");
  private static final String REPOSITORY = ".git";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Name(byte[] bytes, Path file) {}

  /// A directory that is being gone through.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Level(byte[] path, Iterator<Name> names, Ignores ignores, List<Rules> rules) {}

  /// A file of rules, with what the system said of it before it was read.
  private record Rules(Name name, Stat stat) {}

  /// How a directory is listed.
  interface Listing {
    List<Path> of(Path directory) throws IOException;
  }

  /// A directory that changes each time has a writer who will not be done in a moment.
  private static final int ATTEMPTS_MAX = 3;

  private final Scope scope;
  private final Listing listing;
  private final @Nullable PatternMatcher inputs;
  private final Faults faults;
  private final Memory memory;
  private final Deque<Level> levels = new ArrayDeque<>();

  Walk(Scope scope, Faults faults, Memory memory) {
    this(scope, faults, memory, Walk::list);
  }

  Walk(Scope scope, Faults faults, Memory memory, Listing listing) {
    this.scope = scope;
    this.faults = faults;
    this.memory = memory;
    this.listing = listing;
    inputs = scope.inputs() == null ? null : scope.inputs().matcher();
    byte[] top = new byte[0];
    try {
      enter(top, scope.directory(), Stat.of(scope.directory()), Ignores.NONE);
    } catch (IOException e) {
      faults.add(Fault.of(top, e));
    }
  }

  /// The next file; null when there is none. Faults on the way are added to the others.
  @Nullable Found next() {
    while (!levels.isEmpty()) {
      var level = levels.peek();
      if (!level.names.hasNext()) {
        levels.pop();
        continue;
      }
      var name = level.names.next();
      boolean isTop = level.path.length == 0;
      if (isTop && OWN_STATE.contains(name.file.getFileName().toString())) {
        continue;
      }
      byte[] path = isTop ? name.bytes : below(level.path, name.bytes);
      for (var rules : level.rules) {
        if (Arrays.equals(rules.name.bytes, name.bytes)) {
          memory.passed(path, rules.stat);
        }
      }
      var found = visit(path, name.file, level);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static byte[] below(byte[] directory, byte[] name) {
    byte[] path = Arrays.copyOf(directory, directory.length + 1 + name.length);
    path[directory.length] = '/';
    System.arraycopy(name, 0, path, directory.length + 1, name.length);
    return path;
  }

  private @Nullable Found visit(byte[] path, Path file, Level level) {
    if (path.length > TreePath.SIZE_BYTES_MAX) {
      // the system may not even tell what it is
      faults.add(Fault.refused(path, "its path has more than 4096 bytes"));
      return null;
    }
    try {
      var stat = Stat.of(file);
      if (!isWanted(path, stat.isDirectory()) || level.ignores.ignores(path, stat.isDirectory())) {
        return null;
      }
      var treePath = treePath(path);
      if (treePath == null) {
        return null;
      }
      if (stat.isDirectory()) {
        enter(path, file, stat, level.ignores);
        return null;
      }
      if (stat.entry() == null) {
        faults.add(Fault.refused(path, "it is neither a file nor a link nor a directory"));
        return null;
      }
      return new Found(file, treePath, stat, memory.recall(path, stat));
    } catch (IOException e) {
      faults.add(Fault.of(path, e));
      return null;
    }
  }

  private boolean isWanted(byte[] path, boolean isDirectory) {
    if (inputs == null) {
      return true;
    }
    return isDirectory ? inputs.below(new String(path, UTF_8)) != Reach.NONE : inputs.matches(path);
  }

  /// Null, with a fault, for what no tree can hold.
  private @Nullable TreePath treePath(byte[] path) {
    try {
      return new TreePath(UTF_8.newDecoder().decode(ByteBuffer.wrap(path)).toString());
    } catch (CharacterCodingException _) {
      faults.add(Fault.refused(path, "its name is not UTF-8"));
    } catch (Problem _) {
      faults.add(forbidden(path));
    }
    return null;
  }

  private static Fault forbidden(byte[] path) {
    int slash = path.length;
    while (slash > 0 && path[slash - 1] != '/') {
      slash--;
    }
    String name = new String(path, slash, path.length - slash, UTF_8);
    return name.equals(REPOSITORY) && slash > 0
        ? Fault.refused(
            Arrays.copyOf(path, slash - 1),
            "it is a repository of its own; leave it out, or remove its .git to have its files in"
                + " this tree")
        : Fault.refused(path, "version control keeps this name for itself, in any case");
  }

  /// Lists a directory that was seen with this stat, so that what is listed was there at one
  /// moment, and no link that took its place is followed.
  private void enter(byte[] path, Path directory, Stat seen, Ignores outer) throws IOException {
    var before = seen;
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      var names = names(directory);
      var after = Stat.of(directory);
      if (before.equals(after)) {
        var rules = rules(names);
        memory.passed(path, after);
        levels.push(new Level(path, names.iterator(), ignores(path, rules, outer), rules));
        return;
      }
      if (!after.isDirectory()) {
        faults.add(Fault.changed(path, "it was a directory before"));
        return;
      }
      before = after;
    }
    faults.add(Fault.changed(path, "listed " + ATTEMPTS_MAX + " times, it changed each time"));
  }

  private List<Name> names(Path directory) throws IOException {
    var names = new ArrayList<Name>();
    for (var file : listing.of(directory)) {
      names.add(new Name(NameBytes.of(file.getFileName()), file));
    }
    names.sort((left, right) -> Arrays.compareUnsigned(left.bytes, right.bytes));
    return names;
  }

  private static List<Path> list(Path directory) throws IOException {
    var listed = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(directory)) {
      files.forEach(listed::add);
      return listed;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private List<Rules> rules(List<Name> names) throws IOException {
    var rules = new ArrayList<Rules>();
    if (scope.respectsIgnores()) {
      for (String name : Ignores.FILES) {
        for (var candidate : names) {
          if (Arrays.equals(candidate.bytes, name.getBytes(UTF_8))) {
            rules.add(new Rules(candidate, Stat.of(candidate.file)));
          }
        }
      }
    }
    return rules;
  }

  private static Ignores ignores(byte[] path, List<Rules> rules, Ignores outer) throws IOException {
    var ignores = outer;
    for (var file : rules) {
      var entry = file.stat.entry();
      if (entry != null && entry != EntryKind.LINK) { // neither does git read rules through a link
        ignores = with(ignores, path, file.name);
      }
    }
    return ignores;
  }

  private static Ignores with(Ignores outer, byte[] directory, Name name) throws IOException {
    byte[] path = directory.length == 0 ? name.bytes : below(directory, name.bytes);
    try (var in =
        Files.newInputStream(name.file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(IgnoreFile.SIZE_BYTES_MAX + 1);
      return outer.with(directory, IgnoreFile.parse(Quoted.shown(path), content));
    }
  }
}
