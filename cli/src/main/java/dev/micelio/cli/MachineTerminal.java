package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The real streams, written without a buffer in between: mic writes whole texts.
final class MachineTerminal implements Terminal {
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);
  private final String terminals;
  private boolean outIsClosed;

  private MachineTerminal(String terminals) {
    this.terminals = terminals;
  }

  static MachineTerminal open() {
    return new MachineTerminal(System.getProperty("mic.terminals", ""));
  }

  /// Prints one line and nothing else; answers the exit code.
  static int printLine(String line) {
    new MachineTerminal("").out(line + "\n");
    return 0;
  }

  @Override
  public void out(String text) {
    out(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void out(byte[] bytes) {
    if (outIsClosed) {
      return;
    }
    try {
      out.write(bytes);
    } catch (IOException _) { // `mic … | head`: nobody wants the rest; the exit code still counts
      outIsClosed = true;
    }
  }

  @Override
  public void err(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // there is no other place to say so
    }
  }

  @Override
  public Optional<byte[]> secret(String prompt) {
    return SecretLine.ask(prompt);
  }

  /// The launcher asks the system, which costs a JVM more than a shell.
  @Override
  public boolean outIsTerminal() {
    return terminals.contains("out");
  }

  @Override
  public boolean errIsTerminal() {
    return terminals.contains("err");
  }

  @Override
  public Map<String, String> environment() {
    return System.getenv();
  }

  @Override
  public Path directory() {
    return Path.of("").toAbsolutePath();
  }

  @Override
  public Env env() {
    return new MachineEnv();
  }

  @Override
  public InputStream in() {
    return new FileInputStream(FileDescriptor.in);
  }
}
