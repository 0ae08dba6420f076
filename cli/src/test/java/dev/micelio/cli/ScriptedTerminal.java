package dev.micelio.cli;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps what was printed, in surroundings that the test decides.
final class ScriptedTerminal implements Terminal {
  final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringBuilder err = new StringBuilder();

  /// What standard input gives.
  byte[] in = {};

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

  /// The secret that is typed when one is asked for, or nobody is there to type.
  @Nullable String typed;

  /// What was printed as text.
  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  byte[] outBytes() {
    return out.toByteArray();
  }

  String err() {
    return err.toString();
  }

  int run(String... words) {
    return new Cli(this, Index.COMMANDS).run(words);
  }

  @Override
  public void out(String text) {
    out(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void out(byte[] bytes) {
    out.writeBytes(bytes);
  }

  @Override
  public Optional<byte[]> secret(String prompt) {
    err.append(prompt);
    return Optional.ofNullable(typed).map(text -> text.getBytes(StandardCharsets.UTF_8));
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
  public InputStream in() {
    return new ByteArrayInputStream(in);
  }

  @Override
  public Env env() {
    return env;
  }
}
