package dev.micelio.checks.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.schema.Grammar;
import dev.micelio.attest.statement.Action;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Ended;
import dev.micelio.checks.process.Launch;
import dev.micelio.checks.process.Processes;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.digest.Hasher;
import dev.micelio.core.env.Env;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Says which programs the names of tools mean on this machine: where each one is, links followed,
/// the digest of its file, and what it says of its version. For many threads.
///
/// What was found is remembered for as long as the file's stat stays the same.
public final class Tools {
  static final Duration VERSION_TIMEOUT = Duration.ofSeconds(5);

  /// Of a text that says the version.
  private static final long VERSION_BYTES_MAX = 64 * 1024;

  private static final int AT_ONCE_MAX = 8;
  private static final int BUFFER_BYTES = 64 * 1024;

  private record Stat(Path path, long size, Object modified, Object changed, Object file) {
    static Stat of(Path found, Path real) throws IOException {
      var attributes = Files.readAttributes(real, BasicFileAttributes.class);
      return new Stat(
          found,
          attributes.size(),
          attributes.lastModifiedTime(),
          Files.getAttribute(real, "unix:ctime"),
          Optional.ofNullable(attributes.fileKey()));
    }
  }

  private record Identity(Digest digest, String version) {}

  private final Env env;
  private final SearchPath path;
  private final Processes processes;
  private final Map<Stat, Identity> known = new ConcurrentHashMap<>();

  private Tools(Env env, SearchPath path, Processes processes) {
    this.env = env;
    this.path = path;
    this.processes = processes;
  }

  /// Looks in the directories that PATH says, but for those that are not absolute.
  public static Tools of(Env env, Map<String, String> environment, Processes processes) {
    return new Tools(env, SearchPath.of(environment), processes);
  }

  /// In the order of the names. All that are missing are one problem.
  public List<Action.Tool> identify(List<String> names) {
    var missing = new ArrayList<String>();
    for (var name : names) {
      if (path.find(name).isEmpty()) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw Faults.missing(missing);
    }
    return env.all("tools", names, AT_ONCE_MAX, this::identify);
  }

  private Action.Tool identify(String name) {
    var found = path.find(name).orElseThrow(() -> Faults.missing(List.of(name)));
    try {
      var real = found.toRealPath();
      var stat = Stat.of(found, real);
      var identity = known.get(stat);
      if (identity == null) {
        identity = new Identity(digest(real), version(found));
        known.put(stat, identity);
      }
      return new Action.Tool(name, real.toString(), identity.digest(), identity.version());
    } catch (IOException e) {
      throw Faults.unreadable(name, found, e);
    }
  }

  /// The names of those that are another program by now, or gone.
  List<String> changed(List<Action.Tool> tools) {
    return tools.stream().filter(tool -> !isStill(tool)).map(Action.Tool::name).toList();
  }

  private boolean isStill(Action.Tool tool) {
    var found = path.find(tool.name());
    if (found.isEmpty()) {
      return false;
    }
    try {
      var real = found.get().toRealPath();
      var identity = known.get(Stat.of(found.get(), real));
      return real.toString().equals(tool.path())
          && (identity == null ? digest(real) : identity.digest()).equals(tool.sha256());
    } catch (IOException _) {
      return false; // it is gone, or nobody may read it any more
    }
  }

  private static Digest digest(Path file) throws IOException {
    var hasher = new Hasher();
    var buffer = new byte[BUFFER_BYTES];
    try (var in = Files.newInputStream(file)) {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        hasher.update(buffer, 0, count);
      }
    }
    return hasher.digest();
  }

  /// The first line that `--version` prints; empty when it knows none.
  private String version(Path tool) {
    var out = new ByteArrayOutputStream();
    var launch =
        new Launch(
            List.of(tool.toString(), "--version"),
            Path.of("/"),
            Map.of("PATH", path.text(), "LANG", "C.UTF-8"),
            VERSION_TIMEOUT,
            VERSION_BYTES_MAX);
    var ended = processes.run(launch, out, new Cancellation());
    return ended.how() == Ended.How.EXITED && ended.exit() == 0
        ? firstLine(out.toString(UTF_8))
        : "";
  }

  /// As much of it as a name may have.
  static String firstLine(String text) {
    var line =
        text.lines()
            .map(l -> l.codePoints().filter(c -> !Character.isISOControl(c)))
            .map(points ->
                points
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .strip())
            .filter(l -> !l.isEmpty())
            .findFirst()
            .orElse("");
    while (line.getBytes(UTF_8).length > Grammar.NAME_BYTES_MAX) {
      line = line.substring(0, line.offsetByCodePoints(line.length(), -1));
    }
    return line;
  }
}
