package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A tree as the NAR of a directory: what Nix would see if the tree were written out. A tree is
/// sorted as if `/` came before all other characters, which no name has: so within each directory
/// its order is the one of the names, and the NAR is written in one go.
public final class SourceNar {
  private final NarWriter nar;
  private final ContentSource contents;

  /// The directories that are open, the top left out.
  private final List<String> open = new ArrayList<>();

  private SourceNar(NarWriter nar, ContentSource contents) {
    this.nar = nar;
    this.contents = contents;
  }

  /// Digest and size, and with them the store path. Every file is read.
  public static NarSummary of(Tree tree, ContentSource contents) {
    var digest = new NarDigest();
    try {
      write(tree, contents, digest);
    } catch (IOException e) {
      throw new UncheckedIOException("a digest takes every byte", e);
    }
    return digest.summary();
  }

  /// Content that is not what the tree says ends this with a problem; what was written till then is
  /// no NAR. What `out` throws goes through.
  public static void write(Tree tree, ContentSource contents, OutputStream out) throws IOException {
    var nar = new NarWriter(out);
    nar.directory();
    var source = new SourceNar(nar, contents);
    try {
      tree.forEach(source::entry);
    } catch (Unwritten e) {
      throw e.because;
    }
    source.close(0);
    nar.endDirectory();
    nar.finish();
  }

  private void entry(Entry entry) {
    try {
      String[] names = entry.path().text().split("/", -1);
      int directories = names.length - 1;
      int shared = 0;
      while (shared < Math.min(directories, open.size())
          && open.get(shared).equals(names[shared])) {
        shared++;
      }
      close(shared);
      for (int i = shared; i < directories; i++) {
        nar.entry(names[i].getBytes(UTF_8));
        nar.directory();
        open.add(names[i]);
      }
      nar.entry(names[directories].getBytes(UTF_8));
      content(entry);
      nar.endEntry();
    } catch (IOException e) {
      throw new Unwritten(e);
    }
  }

  private void close(int depth) throws IOException {
    while (open.size() > depth) {
      nar.endDirectory();
      nar.endEntry();
      open.removeLast();
    }
  }

  private void content(Entry entry) throws IOException {
    try (var content = VerifiedContent.open(entry, contents)) {
      if (entry.kind() == EntryKind.LINK) {
        nar.link(content.target());
      } else {
        nar.file(entry.kind() == EntryKind.EXECUTABLE, entry.size(), content);
      }
      content.verify();
    }
  }

  /// Carries what a stream threw through a walk that knows no such thing.
  private static final class Unwritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final IOException because;

    Unwritten(IOException because) {
      super(because);
      this.because = because;
    }
  }
}
