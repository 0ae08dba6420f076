package dev.micelio.core.nix;

import java.io.IOException;
import java.io.InputStream;

/// Is told what a NAR holds, in its order: one node, which is a file, a link, or a directory with
/// entries. An entry is its name, one node, and its end. Names and targets are bytes, as in file
/// systems.
public interface NarVisitor {
  /// `content` has exactly `size` bytes; what is left unread is passed over.
  void file(boolean executable, long size, InputStream content) throws IOException;

  void link(byte[] target) throws IOException;

  void directory() throws IOException;

  void entry(byte[] name) throws IOException;

  void endEntry() throws IOException;

  void endDirectory() throws IOException;
}
