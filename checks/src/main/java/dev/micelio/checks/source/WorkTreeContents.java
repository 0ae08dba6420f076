package dev.micelio.checks.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.snapshot.NameBytes;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The files of a directory, as they are now.
public final class WorkTreeContents implements Contents {
  private final Path directory;

  public WorkTreeContents(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  @Override
  public InputStream open(Entry entry) throws IOException {
    var file = directory.resolve(NameBytes.path(entry.path().text().getBytes(UTF_8)));
    if (entry.kind() == EntryKind.LINK) {
      return new ByteArrayInputStream(NameBytes.of(Files.readSymbolicLink(file)));
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString()); // opening a pipe would wait for its writer
    }
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directory);
  }
}
