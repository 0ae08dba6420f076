package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Page;
import java.util.List;

/// What a listing shows, in which order, over how many pages.
final class Listing {
  private static final int ENTRIES_MAX = 1000;
  private static final int[] PAGE_SIZES = {1, 3, 1000};

  /// Names whose order differs between bytes, UTF-16 units, folders first and no case.
  private static final List<String> NAMES =
      List.of(
          "B", "a", "a b", "a!", "a+b", "a-b", "a.b", "a/b", "a/b/c", "a0", "aB", "ab", "b~", "z",
          "z%2f", "é", "Ω", "中", "～", "😀");

  private final Scratch scratch;
  private final Effort effort;

  Listing(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
  }

  Finding afterWrite() {
    String prefix = scratch.prefix() + "list-new/";
    for (int i = 0; i < effort.repeats(); i++) {
      var key = scratch.key("list-new/" + i);
      scratch.put(key, new byte[0]);
      if (!keys(prefix, 1000).contains(key)) {
        return Property.LIST_AFTER_WRITE.broken(
            "an object that had been stored was not in the listing");
      }
      if (i % 2 == 0) {
        scratch.delete(key);
        if (keys(prefix, 1000).contains(key)) {
          return Property.LIST_AFTER_WRITE.broken(
              "an object that had been deleted was in the listing");
        }
      }
    }
    return Property.LIST_AFTER_WRITE.held(
        effort.repeats() + " listings, each right after a put or a delete");
  }

  Finding order() {
    String prefix = scratch.prefix() + "list/";
    var expected = NAMES.stream().map(name -> new Key(prefix + name)).sorted().toList();
    scratch.env().all("fitness-list", expected.reversed(), 4, key -> scratch.put(key, new byte[1]));
    for (int size : PAGE_SIZES) {
      var keys = keys(prefix, size);
      if (!keys.equals(expected)) {
        return Property.LIST_ORDER.broken(
            "in pages of %d: %s".formatted(size, difference(expected, keys, prefix.length())));
      }
    }
    var after = scratch.patiently(() -> scratch.objects().list(prefix, prefix + "a", 1));
    if (!after.entries().getFirst().key().text().equals(prefix + "a b")) {
      return Property.LIST_ORDER.broken("a listing after a key did not go on with the next one");
    }
    if (!keys(scratch.prefix() + "list/nothing-has-this", 10).isEmpty()) {
      return Property.LIST_ORDER.broken("a listing showed keys that do not begin with the prefix");
    }
    return Property.LIST_ORDER.held(
        expected.size() + " keys of many alphabets, in pages of 1, 3 and 1000");
  }

  private static String difference(List<Key> expected, List<Key> found, int cut) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        return "\"%s\" where \"%s\" belongs"
            .formatted(found.get(i).text().substring(cut), expected.get(i).text().substring(cut));
      }
    }
    return found.size() + " keys where " + expected.size() + " are";
  }

  private List<Key> keys(String prefix, int pageSize) {
    return scratch.list(prefix, pageSize, ENTRIES_MAX).stream().map(Page.Entry::key).toList();
  }
}
