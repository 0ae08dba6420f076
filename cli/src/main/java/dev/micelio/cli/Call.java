package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// One run of one command: what was given, and where the answer goes.
public final class Call {
  private final Terminal terminal;
  private final GlobalOptions options;
  private final ParseResult parsed;
  private boolean progressShown;

  Call(Terminal terminal, GlobalOptions options, ParseResult parsed) {
    this.terminal = terminal;
    this.options = options;
    this.parsed = parsed;
  }

  public ParseResult given() {
    return parsed;
  }

  public Env env() {
    return terminal.env();
  }

  public Map<String, String> environment() {
    return terminal.environment();
  }

  /// The path that the user wrote, against the directory of the call.
  public Path path(String written) {
    try {
      return options.directory().resolve(written);
    } catch (InvalidPathException e) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.bad-path",
          "not a path: \"" + written + "\"",
          "name a file or directory",
          e);
    }
  }

  /// What a file holds, or standard input when it is written `-`: all of it, or one byte more than
  /// `bytesMax`.
  public byte[] input(String written, int bytesMax) {
    try (var stream = written.equals("-") ? terminal.in() : Files.newInputStream(path(written))) {
      return stream.readNBytes(bytesMax + 1);
    } catch (NoSuchFileException e) {
      throw unread(written, "it is not there", "name a file that exists", e);
    } catch (AccessDeniedException e) {
      throw unread(written, "you may not read it", "ask its owner for permission", e);
    } catch (IOException e) {
      throw unread(written, String.valueOf(e.getMessage()), "name a file that can be read", e);
    }
  }

  /// Writes a new file whole, or none.
  public void create(String written, byte[] bytes) {
    var file = path(written);
    try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      writeOrRemove(out, file, bytes);
    } catch (FileAlreadyExistsException e) {
      throw unwritten(file, "it is there already", "name a new file, or remove that one first", e);
    } catch (IOException e) {
      throw unwritten(
          file,
          e.getClass().getSimpleName() + ", " + e.getMessage(),
          "name a file in a directory that exists, that has room and that you may write to",
          e);
    }
  }

  /// A problem when a file could not be written there, as far as that can be told beforehand.
  public void requirePlace(String written) {
    var file = path(written).toAbsolutePath();
    var directory = file.getParent();
    if (directory == null || !Files.isWritable(directory) || Files.isDirectory(file)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.unwritten",
          "cannot write " + file,
          "name a file in a directory that exists and that you may write to");
    }
  }

  /// Writes a file whole, in the place of one that may be there; or leaves that as it is.
  public void replace(String written, byte[] bytes) {
    var file = path(written).toAbsolutePath();
    var beside = file.resolveSibling("." + file.getFileName() + "." + env().random().nextLong());
    try (var out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
      writeOrRemove(out, beside, bytes);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritten(
          file,
          e.getClass().getSimpleName() + ", " + e.getMessage(),
          "name a file in a directory that exists, that has room and that you may write to",
          e);
    }
  }

  private static void writeOrRemove(OutputStream out, Path file, byte[] bytes) throws IOException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
  }

  private static Problem unwritten(Path file, String why, String next, IOException cause) {
    return new Problem(
        Problem.Kind.INVALID, "cli.unwritten", "cannot write " + file + ": " + why, next, cause);
  }

  private static Problem unread(String file, String why, String next, IOException cause) {
    return new Problem(
        Problem.Kind.INVALID, "cli.unreadable", "cannot read " + file + ": " + why, next, cause);
  }

  public boolean isJson() {
    return options.json();
  }

  /// Whether only the answer is wanted.
  public boolean isQuiet() {
    return options.quiet();
  }

  /// For people; nothing under `--json`.
  public void say(String text) {
    if (!options.json()) {
      terminal.out(text);
    }
  }

  /// For programs, a line; nothing without `--json`. Called once, or once for each of many things
  /// that were asked about.
  public void answer(Json json) {
    if (options.json()) {
      terminal.out(json + "\n");
    }
  }

  /// Bytes that are no text, for programs and files; nothing under `--json`.
  public void bytes(byte[] bytes) {
    if (!options.json()) {
      terminal.out(bytes);
    }
  }

  /// Whether a person sees what is printed.
  public boolean outIsTerminal() {
    return terminal.outIsTerminal();
  }

  /// Asks for a secret on the terminal; nothing when there is none. Whoever asked wipes the bytes.
  public Optional<byte[]> secret(String prompt) {
    return terminal.secret(prompt);
  }

  /// What is being done now, over what was being done before. Only where somebody watches.
  public void progress(String text) {
    if (terminal.errIsTerminal() && !options.quiet() && !options.json()) {
      terminal.err("\r\u001b[K" + text);
      progressShown = true;
    }
  }

  public void progressEnds() {
    if (progressShown) {
      terminal.err("\r\u001b[K");
      progressShown = false;
    }
  }

  public Paint paint() {
    return Paint.when(options.isColored(terminal.outIsTerminal(), terminal));
  }
}
