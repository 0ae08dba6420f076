package dev.micelio.core.project;

import dev.micelio.core.id.Id;
import dev.micelio.core.objects.Key;

/// The keys of a project's objects, relative to [#prefix]. Tree nodes and blobs have theirs where
/// their formats are.
public final class ProjectKeys {
  public static final Key HEAD = new Key("head");

  /// Written to learn what time it is by the object store's clock.
  public static final Key CLOCK = new Key("landing-log/clock");

  public static final String COMMITS = "landing-log/commits/";
  public static final String SESSIONS = "sessions/";

  private ProjectKeys() {}

  /// What every key of this project begins with in the whole object store.
  public static String prefix(ProjectId project) {
    return "projects/" + project + "/";
  }

  /// The commit whose first landing has this position.
  public static Key commit(long first) {
    return new Key(COMMITS + "%016d".formatted(first));
  }

  /// The segment that begins with this position.
  public static Key segment(long first) {
    return new Key("landing-log/%08d.log".formatted(first));
  }

  /// The roll-up of a level that begins with this position.
  public static Key rollUp(int level, long first) {
    return new Key("landing-log/bloom-index/level-%d/%08d.bloom".formatted(level, first));
  }

  public static Key session(Id session) {
    return new Key(SESSIONS + session + ".bin");
  }
}
