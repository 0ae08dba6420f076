package dev.micelio.core.landing;

import dev.micelio.core.blob.BlobReader;
import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Content;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.env.Env;
import dev.micelio.core.merge.ChangesMerge;
import dev.micelio.core.merge.Conflict;
import dev.micelio.core.merge.lines.Hunk;
import dev.micelio.core.merge.lines.Labels;
import dev.micelio.core.merge.lines.LineMerge;
import dev.micelio.core.merge.lines.TextMerge;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Brings an offer and a head together: path by path, and within a text line by line. What it made
/// of lines is stored before it answers.
final class Merger {
  private static final int BLOBS_AT_ONCE_MAX = 4;
  private static final Labels LABELS = new Labels("ours", "base", "head");

  private final BlobReader blobs;
  private final BlobWriter merged;

  Merger(Env env, ObjectStore project) {
    blobs = new BlobReader(env, project);
    merged = new BlobWriter(env, project, Existing.BELIEVED, BLOBS_AT_ONCE_MAX);
  }

  /// What became of a merge; clean when there is no conflict.
  record Result(List<Difference> changes, List<LineMerged> merges, List<Unmerged> conflicts) {}

  /// A path that stays in conflict, and the hunks where its lines differ.
  record Unmerged(Conflict conflict, List<Hunk> hunks) {}

  Result merge(Offer offer, Tree base, Tree head) {
    var paths = ChangesMerge.merge(base, offer.changes(), head);
    var changes = new ArrayList<>(paths.changes());
    var merges = new ArrayList<LineMerged>();
    var conflicts = new ArrayList<Unmerged>();
    for (var conflict : paths.conflicts()) {
      switch (mergeLines(conflict)) {
        case Lines.Merged(var change, var how) -> {
          merges.add(how);
          if (!Objects.equals(change.before(), change.after())) {
            changes.add(change);
          }
        }
        case Lines.Unmerged(var hunks) -> conflicts.add(new Unmerged(conflict, hunks));
      }
    }
    changes.sort(Comparator.comparing(Difference::path));
    return new Result(changes, merges, conflicts);
  }

  private sealed interface Lines {
    record Merged(Difference change, LineMerged how) implements Lines {}

    record Unmerged(List<Hunk> hunks) implements Lines {}
  }

  private Lines mergeLines(Conflict conflict) {
    var kind = conflict.lineMergeKind();
    var base = conflict.base();
    var ours = conflict.ours();
    var theirs = conflict.theirs();
    if (kind.isEmpty()
        || base == null
        || ours == null
        || theirs == null
        || isLarge(base)
        || isLarge(ours)
        || isLarge(theirs)) {
      return new Lines.Unmerged(List.of());
    }
    return switch (LineMerge.merge(read(base), read(ours), read(theirs), LABELS)) {
      case TextMerge.Clean(var bytes) -> {
        var blob = merged.write(bytes);
        yield new Lines.Merged(
            new Difference(
                conflict.path(),
                theirs,
                new Entry(conflict.path(), kind.get(), blob.digest(), blob.size())),
            new LineMerged(conflict.path(), LineMerge.ALGORITHM, base.digest(), ours.digest()));
      }
      case TextMerge.Conflicted(_, var hunks) -> new Lines.Unmerged(hunks);
      case TextMerge.NotText() -> new Lines.Unmerged(List.of());
    };
  }

  private static boolean isLarge(Entry entry) {
    return entry.size() > LineMerge.SIZE_BYTES_MAX;
  }

  private byte[] read(Entry entry) {
    try (var content = blobs.open(entry.digest())) {
      return switch (content) {
        case Content.Found found -> found.bytes(LineMerge.SIZE_BYTES_MAX);
        case Content.Absent() -> throw Offer.missingBlob(entry.path(), entry.digest());
      };
    }
  }
}
