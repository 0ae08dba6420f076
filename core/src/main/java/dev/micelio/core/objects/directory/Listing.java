package dev.micelio.core.objects.directory;

import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// One page of a listing: a walk in key order that reads only the directories it comes through.
/// Everything is compared in its escaped form, which has the same order.
///
/// A directory's names go onto a heap and come off it in order: of a hundred thousand, a page sorts
/// only its own thousand.
final class Listing {
  private static final String CUT = String.valueOf(Names.CUT);

  private final Path objects;
  private final String prefix;
  private final String after;
  private final int limit;
  private final List<Page.Entry> entries = new ArrayList<>();
  private boolean more;

  Listing(Path objects, String prefix, String after, int limit) {
    this.objects = objects;
    this.prefix = Names.escape(prefix);
    this.after = Names.escape(after);
    this.limit = limit;
  }

  Page page() throws IOException {
    String begin = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (mayHold(begin)) {
      walk(Names.directory(objects, begin), begin, null);
    }
    return new Page(entries, more);
  }

  /// Goes through `directory`, whose keys begin with `begin`. `whole` is the directory of the
  /// segment that is exactly as long as the pieces it was cut into: its keys stand among theirs.
  /// False when the page is full.
  private boolean walk(Path directory, String begin, @Nullable Path whole) throws IOException {
    var names = wanted(directory, begin, whole);
    for (String name = names.poll(); name != null; name = names.poll()) {
      if (name.equals(names.peek())) {
        continue; // a file that was replaced while its directory was read can show up twice
      }
      String text = name.substring(0, name.length() - 1);
      boolean open =
          switch (name.charAt(name.length() - 1)) {
            case Names.FILE -> add(directory.resolve(name), begin + text);
            case Names.CUT -> walk(directory.resolve(name), begin + text, null);
            default -> {
              var below =
                  text.isEmpty() && whole != null
                      ? whole
                      : directory.resolve(Names.directoryName(text));
              String cut = text + Names.CUT;
              if (cut.equals(names.peek())) {
                names.poll();
                yield walk(directory.resolve(cut), begin + text, below);
              }
              yield walk(below, begin + name, null);
            }
          };
      if (!open) {
        return false;
      }
    }
    return true;
  }

  private PriorityQueue<String> wanted(Path directory, String begin, @Nullable Path whole)
      throws IOException {
    var wanted = new ArrayList<String>();
    if (whole != null && mayHold(begin + '/')) {
      wanted.add("/");
    }
    // A file's name ends in a sign below all others, so that names compare as their keys do.
    String afterHere =
        (after.startsWith(begin) ? after.substring(begin.length()) : "") + Names.FILE;
    String prefixHere = prefix.startsWith(begin) ? prefix.substring(begin.length()) : "";
    for (String name : names(directory)) {
      if (name.charAt(name.length() - 1) == Names.FILE) {
        if (name.compareTo(afterHere) > 0 && name.startsWith(prefixHere)) {
          wanted.add(name);
        }
      } else if (!name.equals(Tree.SETTLED)) {
        String ordered = Names.ordered(name);
        boolean cut = ordered.endsWith(CUT);
        String below = begin + (cut ? ordered.substring(0, ordered.length() - 1) : ordered);
        if (!ordered.isEmpty() && mayHold(below)) {
          wanted.add(ordered);
        }
      }
    }
    return new PriorityQueue<>(wanted);
  }

  /// Whether a key that begins with `begin` may belong on this page.
  private boolean mayHold(String begin) {
    boolean prefixed = begin.startsWith(prefix) || prefix.startsWith(begin);
    return prefixed && (begin.compareTo(after) > 0 || after.startsWith(begin));
  }

  private static String[] names(Path directory) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      return new String[0];
    }
    if (attributes.isSymbolicLink()) {
      throw Faults.symbolicLink(directory);
    }
    if (!attributes.isDirectory()) {
      return new String[0]; // not ours: our files have their mark
    }
    String[] names = directory.toFile().list(); // a third of the time of a DirectoryStream
    return names != null ? names : namesOrTheReason(directory);
  }

  private static String[] namesOrTheReason(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      var names = new ArrayList<String>();
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
      return names.toArray(String[]::new);
    } catch (NoSuchFileException | NotDirectoryException _) { // removed meanwhile
      return new String[0];
    }
  }

  private boolean add(Path file, String escaped) throws IOException {
    Key key;
    BasicFileAttributes attributes;
    try {
      key = new Key(Names.unescape(escaped));
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IllegalArgumentException | NoSuchFileException _) {
      return true; // not the file of a key, or deleted meanwhile
    }
    if (attributes.isSymbolicLink()) {
      throw Faults.symbolicLink(file);
    }
    if (attributes.size() < ObjectFile.HEADER_BYTES) {
      throw ObjectFile.corrupt(file, "it has " + attributes.size() + " bytes");
    }
    if (entries.size() == limit) {
      more = true;
      return false;
    }
    entries.add(
        new Page.Entry(
            key,
            attributes.size() - ObjectFile.HEADER_BYTES,
            attributes.lastModifiedTime().toMillis()));
    return true;
  }
}
