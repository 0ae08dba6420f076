package dev.micelio.cli;

import dev.micelio.core.env.Env;
import java.nio.file.Path;
import java.util.Map;

/// What surrounds one run: the two streams, the environment, and the machine behind them.
public interface Terminal {

  /// Standard output. When its reader has gone, the rest is thrown away quietly.
  void out(String text);

  void err(String text);

  boolean outIsTerminal();

  boolean errIsTerminal();

  Map<String, String> environment();

  /// The directory that relative paths begin at.
  Path directory();

  Env env();
}
