package dev.micelio.bench;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.NodeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Nodes as plain files, no more durable than git's loose objects are by default: each is written
/// under another name and renamed, and none is synced.
final class FileNodes implements NodeSource, NodeSink {
  private final Path directory;
  private final List<Path> written = new ArrayList<>();

  FileNodes(Path directory) {
    this.directory = directory;
    try {
      for (int first = 0; first < 256; first++) {
        Files.createDirectories(directory.resolve(String.format("%02x", first)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(Digest id, byte[] node) {
    var file = file(id);
    try {
      if (!Files.exists(file)) {
        var unfinished = directory.resolve("unfinished");
        Files.write(unfinished, node);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        written.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<byte[]> read(List<Digest> ids) {
    var nodes = new ArrayList<byte[]>(ids.size());
    try {
      for (var id : ids) {
        nodes.add(Files.readAllBytes(file(id)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nodes;
  }

  /// What is there now stays when [#restore] is called.
  void keep() {
    written.clear();
  }

  void restore() {
    try {
      for (var file : written) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written.clear();
  }

  private Path file(Digest id) {
    String hex = id.hex();
    return directory.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
  }
}
