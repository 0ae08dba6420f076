package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.pattern.Reach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is right below a directory: its files, and its directories with the sums of what they hold.
/// A subtree that lies in one of these as a whole is not read.
final class Listing implements TreeWalk.Selection {
  private final KeyRange range;

  /// How many bytes of each key come before the name.
  private final int begin;

  private final List<Listed> listed = new ArrayList<>();

  /// Null for the top.
  Listing(@Nullable TreePath directory) {
    range = directory == null ? KeyRange.ALL : KeyRange.below(directory);
    begin = directory == null ? 0 : directory.key().length + 1;
  }

  List<Listed> listed() {
    return listed;
  }

  @Override
  public Reach reach(byte @Nullable [] after, Item.ChildItem subtree) {
    byte[] last = subtree.key();
    if (range.isBefore(last) || (after != null && range.isPast(after))) {
      return Reach.NONE;
    }
    if (after == null || !range.holds(last)) {
      return Reach.SOME;
    }
    int end = endOfName(last);
    boolean inOne =
        end < after.length
            && end < last.length
            && Arrays.equals(after, 0, end + 1, last, 0, end + 1);
    return inOne ? Reach.ALL : Reach.SOME;
  }

  @Override
  public boolean wants(byte[] key) {
    return range.holds(key);
  }

  @Override
  public void file(Item.FileItem wanted) {
    int end = endOfName(wanted.key());
    if (end == wanted.key().length) {
      listed.add(new Listed.File(name(wanted.key(), end), wanted.entry()));
    } else {
      addDirectory(name(wanted.key(), end), 1, wanted.size());
    }
  }

  @Override
  public void subtree(byte @Nullable [] after, Item.ChildItem wanted) {
    String name = name(wanted.key(), endOfName(wanted.key()));
    addDirectory(name, wanted.files(), wanted.bytes());
  }

  /// All that lies in a directory comes one right behind the other.
  private void addDirectory(String name, long files, long bytes) {
    if (!listed.isEmpty()
        && listed.getLast() instanceof Listed.Directory(var last, var totals)
        && last.equals(name)) {
      listed.removeLast();
      listed.add(new Listed.Directory(name, totals.plus(files, bytes)));
    } else {
      listed.add(new Listed.Directory(name, Totals.NONE.plus(files, bytes)));
    }
  }

  private int endOfName(byte[] key) {
    int end = begin;
    while (end < key.length && key[end] != 0) {
      end++;
    }
    return end;
  }

  private String name(byte[] key, int end) {
    return new String(key, begin, end - begin, UTF_8);
  }
}
