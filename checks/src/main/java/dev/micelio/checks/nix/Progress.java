package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.process.RunWatcher;
import dev.micelio.core.nix.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Follows a build by its events. What a builder prints goes into the log: the lines of the check
/// as they are, those of others behind their name. Nix lets a builder send messages and what
/// belongs to a download, nothing else: so that a build began, and that one failed, is Nix's own
/// word; a message is anybody's. For one thread.
final class Progress implements EventLines.Taker {
  /// Messages of one build that are shown.
  static final int MESSAGES_MAX = 50;

  private static final int BUILDS = 104;
  private static final int BUILD = 105;
  private static final int WAITS = 111;
  private static final int LOG_LINE = 101;
  private static final int PHASE = 104;
  private static final int COUNTS = 105;
  private static final int COUNT_OF_FAILED = 3;
  private static final long ERROR = 0;

  private final StorePath own;
  private final OutputStream log;
  private final RunWatcher watcher;
  private final long logBytesMax;
  private final Runnable stop;

  private final Map<Long, String> building = new HashMap<>();
  private final Set<Long> counting = new HashSet<>();
  private String first = "";
  private String ofNix = "";
  private int shown;
  private long logBytes;
  private boolean began;
  private boolean failed;
  private boolean flooded;

  /// `stop` is run when the log has more than `logBytesMax` bytes.
  Progress(StorePath own, OutputStream log, RunWatcher watcher, long logBytesMax, Runnable stop) {
    this.own = own;
    this.log = log;
    this.watcher = watcher;
    this.logBytesMax = logBytesMax;
    this.stop = stop;
  }

  /// Whether a builder was started for the check itself.
  boolean began() {
    return began;
  }

  /// Whether Nix counted a build that failed.
  boolean failed() {
    return failed;
  }

  boolean flooded() {
    return flooded;
  }

  /// What went wrong in Nix's words, for people: the last message about a derivation that it was to
  /// build, since Nix speaks after the builder. Where no builder ran, nobody but Nix spoke. Empty
  /// where Nix does not say it so.
  String error() {
    return building.isEmpty() && ofNix.isEmpty() ? first : ofNix;
  }

  @Override
  public void event(Json event) {
    long type = event.member("type").asLong().orElse(-1);
    long id = event.member("id").asLong().orElse(-1);
    var fields = event.member("fields");
    switch (event.member("action").asText()) {
      case "start" -> start(type, id, fields);
      case "result" -> result(type, id, fields);
      case "msg" -> message(event);
      default -> {}
    }
  }

  private void start(long type, long id, Json fields) {
    if (type == BUILDS) {
      counting.add(id);
    } else if (type == BUILD) {
      String path = fields.item(0).asText();
      building.put(id, path);
      began |= path.equals(own.path());
    } else if (type == WAITS) {
      watcher.phase("waits for another build");
    }
  }

  private void result(long type, long id, Json fields) {
    if (type == LOG_LINE && building.containsKey(id)) {
      builderLine(building.getOrDefault(id, ""), fields.item(0).asBytes());
    } else if (type == PHASE && own.path().equals(building.get(id))) {
      watcher.phase(Messages.cut(Messages.plain(fields.item(0).asText())));
    } else if (type == COUNTS && counting.contains(id)) {
      failed |= fields.item(COUNT_OF_FAILED).asLong().orElse(0) > 0;
    }
  }

  private void builderLine(String path, String line) {
    boolean isOwn = path.equals(own.path());
    write((isOwn ? line : nameOf(path) + "> " + line).getBytes(ISO_8859_1));
  }

  private static String nameOf(String path) {
    int dash = path.indexOf('-');
    String name = path.substring(dash + 1);
    return name.endsWith(".drv") ? name.substring(0, name.length() - ".drv".length()) : name;
  }

  private void message(Json event) {
    if (event.member("level").asLong().orElse(ERROR + 1) != ERROR) {
      return;
    }
    String text = event.member("msg").asText();
    if (took(Messages.firstOf(text, "Nix does not say why"))) {
      Messages.own(text).forEach(line -> write(("nix> " + line).getBytes(UTF_8)));
    }
  }

  /// Whether it is to be shown.
  private boolean took(String error) {
    if (first.isEmpty()) {
      first = error;
    }
    boolean isOfNix =
        error.contains(own.path()) || building.values().stream().anyMatch(error::contains);
    if (isOfNix) {
      ofNix = error;
    }
    return shown++ < MESSAGES_MAX || isOfNix;
  }

  /// Something that Nix says past its events.
  @Override
  public void line(byte[] line) {
    String text = Messages.plain(new String(line, UTF_8));
    if (text.startsWith("error:")) {
      took(Messages.firstOf(text, text));
    }
    write(line);
  }

  private void write(byte[] line) {
    if (flooded) {
      return;
    }
    try {
      log.write(line);
      log.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a log takes every byte", e);
    }
    logBytes += line.length + 1L;
    if (logBytes > logBytesMax) {
      flooded = true;
      stop.run();
    }
  }
}
