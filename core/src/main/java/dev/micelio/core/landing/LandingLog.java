package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The commits of a project, read. The log is what the commits are that follow each other from
/// position 1 on; the head and listings only say where to look, and are not believed.
public final class LandingLog implements Landings {
  private static final int AT_ONCE_MAX = 16;

  /// Behind so many commits in a row there are probably more, and a listing names them at once.
  private static final int ONE_BY_ONE = 3;

  private final Env env;
  private final ObjectStore project;

  public LandingLog(Env env, ObjectStore project) {
    this.env = env;
    this.project = project;
  }

  /// The end of the log, found from the hint by reading on. The commits from the hint on go to
  /// `seen`, in their order: these are the ones whose nodes may not be copied yet.
  public Tail tail(Consumer<StoredCommit> seen) {
    var hint = hint();
    if (hint.isPresent()) {
      var found = holding(hint.get().position());
      if (found.isPresent()) {
        seen.accept(found.get());
        return readOn(after(found.get()), seen);
      }
    }
    var tail = readOn(Tail.EMPTY, seen);
    requireEnd(tail);
    return tail;
  }

  public Tail tail() {
    return tail(_ -> {});
  }

  /// What the head says; empty when there is none, or none that can be read.
  public Optional<HeadHint> hint() {
    try (var fetch = project.get(ProjectKeys.HEAD)) {
      return switch (fetch) {
        case Fetch.Found found -> HeadHint.read(found);
        case Fetch.Absent() -> Optional.empty();
      };
    }
  }

  /// From a known tail to the end of the log.
  public Tail readOn(Tail known, Consumer<StoredCommit> seen) {
    var tail = known;
    for (int inRow = 0; ; inRow++) {
      if (inRow >= ONE_BY_ONE) {
        tail = readListed(tail, seen);
      }
      var next = commitAt(tail.position() + 1);
      if (next.isEmpty()) {
        return tail;
      }
      tail = follow(tail, next.get(), seen);
    }
  }

  /// Refuses an end of the log that is one only because a commit is missing: others lie behind it.
  public void requireEnd(Tail end) {
    for (var entry : project.list(ProjectKeys.COMMITS, keyBehind(end.position()), 1).entries()) {
      long next = end.position() + 1;
      long first = firstOf(entry.key());
      // what has landed since the end was read is no gap
      if (first > next && commitAt(next).isEmpty()) {
        throw broken(first, "lies behind a gap: there is none at position " + next);
      }
    }
  }

  /// As far as a listing goes and has no gap. A listing may lag; what it lacks is read one by one.
  private Tail readListed(Tail known, Consumer<StoredCommit> seen) {
    var tail = known;
    var page = project.list(ProjectKeys.COMMITS, keyBehind(tail.position()), Page.LIMIT_MAX);
    var firsts = page.entries().stream().map(entry -> firstOf(entry.key())).toList();
    for (int from = 0; from < firsts.size(); from += AT_ONCE_MAX) {
      var some = firsts.subList(from, Math.min(firsts.size(), from + AT_ONCE_MAX));
      for (var read : env.all("log-read", some, AT_ONCE_MAX, this::commitAt)) {
        if (read.isEmpty() || read.get().commit().first() != tail.position() + 1) {
          return tail;
        }
        tail = follow(tail, read.get(), seen);
      }
    }
    return tail;
  }

  private static Tail follow(Tail tail, StoredCommit next, Consumer<StoredCommit> seen) {
    var commit = next.commit();
    if (!commit.previous().equals(tail.chain())) {
      throw broken(
          commit.first(),
          "says that "
              + commit.previous().brief()
              + " was before it, where "
              + tail.chain().brief()
              + " was");
    }
    var first = commit.landings().getFirst();
    if (first.at().compareTo(tail.at()) <= 0) {
      throw broken(commit.first(), "is not later than the landing before it");
    }
    seen.accept(next);
    return tail.then(next);
  }

  private static Tail after(StoredCommit commit) {
    return Tail.EMPTY.then(commit);
  }

  /// The commit that begins with this position, if there is one.
  Optional<StoredCommit> commitAt(long first) {
    try (var fetch = project.get(ProjectKeys.commit(first))) {
      return switch (fetch) {
        case Fetch.Absent() -> Optional.empty();
        case Fetch.Found found -> {
          var read = StoredCommit.read(found.bytes(Commit.SIZE_BYTES_MAX));
          if (read.commit().first() != first) {
            throw broken(first, "begins with position " + read.commit().first());
          }
          yield Optional.of(read);
        }
      };
    }
  }

  /// The commit that holds this position; empty when the log ends before it, as far as a listing
  /// shows.
  Optional<StoredCommit> holding(long position) {
    long from = Math.max(1, position - Commit.LANDINGS_MAX + 1);
    var page = project.list(ProjectKeys.COMMITS, keyBehind(from - 1), Commit.LANDINGS_MAX);
    var first =
        page.entries().stream()
            .mapToLong(entry -> firstOf(entry.key()))
            .filter(listed -> listed <= position)
            .max();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    return commitAt(first.getAsLong()).filter(read -> read.commit().last().position() >= position);
  }

  /// The digest of the bytes of the commit that holds this position.
  public Digest chainAt(long position) {
    return holding(position).orElseThrow(() -> unlisted(position)).digest();
  }

  @Override
  public List<Landing> read(long first, long last) {
    if (first < 1 || last - first >= READ_MAX) {
      throw new IllegalArgumentException("not 1 to " + READ_MAX + ": " + first + " to " + last);
    }
    var found = new TreeMap<Long, Landing>();
    for (long position = first; position <= last; ) {
      long wanted = position;
      var commits = listed(wanted, last);
      for (var commit : env.all("log-read", commits, AT_ONCE_MAX, this::commitAt)) {
        commit
            .orElseThrow(() -> unlisted(wanted))
            .commit()
            .landings()
            .forEach(landing -> found.put(landing.position(), landing));
      }
      while (found.containsKey(position)) {
        position++;
      }
      if (position == wanted) {
        throw unlisted(wanted);
      }
    }
    return List.copyOf(found.subMap(first, true, last, true).values());
  }

  /// Where the commits begin that hold these positions, by a page of a listing.
  private List<Long> listed(long position, long last) {
    long from = Math.max(1, position - Commit.LANDINGS_MAX + 1);
    var firsts = new ArrayList<Long>();
    for (var entry :
        project.list(ProjectKeys.COMMITS, keyBehind(from - 1), Page.LIMIT_MAX).entries()) {
      long first = firstOf(entry.key());
      if (first > last) {
        break;
      }
      if (first <= position) {
        firsts.clear(); // the commits before it end before it begins
      }
      firsts.add(first);
    }
    return firsts.isEmpty() || firsts.getFirst() > position ? List.of() : firsts;
  }

  /// What keys of commits that begin behind this position come after, in a listing.
  private static String keyBehind(long position) {
    return ProjectKeys.commit(position).text();
  }

  private static long firstOf(Key key) {
    String digits = key.text().substring(ProjectKeys.COMMITS.length());
    if (!digits.matches("[0-9]{16}")) {
      throw new Problem(
          Problem.Kind.CORRUPT,
          "log.foreign-object",
          "among the commits is " + key.text() + ", which is none",
          "move it away; nothing but commits belongs there");
    }
    return Long.parseLong(digits);
  }

  private static Problem unlisted(long position) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "log.unlisted",
        "the object store does not list the commit that holds position " + position,
        "try again: its listing may lag; if it stays so, restore the commits from a backup");
  }

  private static Problem broken(long first, String how) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "log.broken-chain",
        "the commit at position " + first + " " + how,
        "stop landing on this project, and restore its commits from a backup");
  }
}
