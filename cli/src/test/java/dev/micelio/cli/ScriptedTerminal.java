package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Keeps what was printed, in surroundings that the test decides.
final class ScriptedTerminal implements Terminal {
  final Map<String, String> environment = new HashMap<>();
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private final Path directory;
  private final boolean terminals;
  private final Env env;

  ScriptedTerminal(Path directory) {
    this(directory, false);
  }

  ScriptedTerminal(Path directory, boolean terminals) {
    this(directory, terminals, new MachineEnv());
  }

  ScriptedTerminal(Path directory, boolean terminals, Env env) {
    this.directory = directory;
    this.terminals = terminals;
    this.env = env;
    environment.put("HOME", directory.toString());
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  int run(String... words) {
    return new Cli(this, Index.COMMANDS).run(words);
  }

  @Override
  public void out(String text) {
    out.append(text);
  }

  @Override
  public void err(String text) {
    err.append(text);
  }

  @Override
  public boolean outIsTerminal() {
    return terminals;
  }

  @Override
  public boolean errIsTerminal() {
    return terminals;
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public Env env() {
    return env;
  }
}
