package dev.micelio.cli;

import dev.micelio.core.env.Env;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What surrounds one run: the two streams, the environment, and the machine behind them.
public interface Terminal {

  /// Standard output. When its reader has gone, the rest is thrown away quietly.
  void out(String text);

  /// Standard output, for bytes that are no text.
  void out(byte[] bytes);

  void err(String text);

  /// Asks whoever sits at the terminal for a secret, which is not shown while it is typed; nothing
  /// when there is no terminal to ask on. The streams of the run are not touched. Whoever asked
  /// wipes the bytes.
  Optional<byte[]> secret(String prompt);

  boolean outIsTerminal();

  boolean errIsTerminal();

  Map<String, String> environment();

  /// The directory that relative paths begin at.
  Path directory();

  Env env();

  /// Standard input.
  InputStream in();
}
