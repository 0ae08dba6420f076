package dev.micelio.core.history;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A filter whose head was read, and those of its pages that were read since. For one thread.
final class OpenFilter implements Opened {
  /// Reading so many more bytes costs about as much as asking once more.
  private static final int BYTES_PER_READ = 256 << 10;

  private final Key key;
  private final RollUpHead head;
  private final int partNumber;
  private final RollUpHead.Part part;
  private final long seal;
  private final Map<Integer, byte[]> pages = new HashMap<>();

  /// Reads what a stranger may have written: `beginning` is the head of the object that has the
  /// filter of `span`, and as much of what follows as was read with it.
  OpenFilter(Span span, byte[] beginning) {
    this.key = span.key();
    this.head = RollUpHead.decode(span, beginning);
    this.partNumber = RollUpHead.levelsEndingWith(span).indexOf(span.level());
    this.part = head.parts().get(partNumber);
    this.seal = RollUpHead.seal(beginning);
    long begin = head.pagesAt(partNumber);
    if (begin < beginning.length) {
      keep(new Pages(0, pagesWithin(beginning.length - begin)), beginning, (int) begin);
    }
  }

  private int pagesWithin(long bytes) {
    return (int) Math.min(part.pages(), bytes / Filter.PAGE_BYTES);
  }

  /// Pages that follow each other.
  record Pages(int first, int count) {}

  /// Which pages must be read before these fingerprints can be asked, in as few reads as is worth
  /// it.
  List<Pages> lacking(Collection<Long> fingerprints) {
    var lacking = new TreeSet<Integer>();
    if (part.pages() > 0) {
      for (long fingerprint : fingerprints) {
        int page = Filter.page(fingerprint, part.pages());
        if (!pages.containsKey(page)) {
          lacking.add(page);
        }
      }
    }
    if ((long) lacking.size() * BYTES_PER_READ >= part.sizeBytes() && !lacking.isEmpty()) {
      return List.of(new Pages(0, part.pages()));
    }
    var reads = new ArrayList<Pages>();
    lacking.forEach(page -> reads.add(new Pages(page, 1)));
    return reads;
  }

  Key key() {
    return key;
  }

  Range range(Pages read) {
    return new Range(
        (long) head.pagesAt(partNumber) + (long) read.first() * Filter.PAGE_BYTES,
        (long) read.count() * Filter.PAGE_BYTES);
  }

  /// Takes pages that were read; a damaged one is as if it had not been read.
  void keep(Pages read, byte[] bytes, int at) {
    for (int i = 0; i < read.count(); i++) {
      int begin = at + i * Filter.PAGE_BYTES;
      if (begin + Filter.PAGE_BYTES <= bytes.length
          && Filter.isPage(bytes, begin, seal, partNumber, read.first() + i)) {
        var page = new byte[Filter.PAGE_BYTES];
        System.arraycopy(bytes, begin, page, 0, page.length);
        pages.put(read.first() + i, page);
      }
    }
  }

  /// Whether a landing of its span may have this fingerprint. False is certain; a page that was not
  /// read, or is damaged, says true.
  boolean mayHold(long fingerprint) {
    if (part.pages() == 0) {
      return true;
    }
    byte[] page = pages.get(Filter.page(fingerprint, part.pages()));
    return page == null || Filter.mayHold(page, 0, fingerprint, part.pages());
  }

  @Override
  public Digest previous() {
    return part.previous();
  }

  @Override
  public Digest chain() {
    return head.chain();
  }
}
