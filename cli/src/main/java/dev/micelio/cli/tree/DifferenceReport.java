package dev.micelio.cli.tree;

import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.snapshot.Quoted;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The differences of two trees, for people and for programs.
final class DifferenceReport {
  private final Digest before;
  private final Digest after;
  private final List<Difference> differences = new ArrayList<>();

  DifferenceReport(Digest before, Digest after) {
    this.before = before;
    this.after = after;
  }

  void add(Difference difference) {
    differences.add(difference);
  }

  boolean isEmpty() {
    return differences.isEmpty();
  }

  String lines(Paint paint) {
    var out = new StringBuilder();
    for (var difference : differences) {
      String path = Quoted.ifNeeded(difference.path().text());
      out.append(
              switch (difference.kind()) {
                case ADDED -> paint.good("A " + path);
                case DELETED -> paint.bad("D " + path);
                case MODIFIED -> "M " + path + kinds(difference, paint);
              })
          .append('\n');
    }
    return out.toString();
  }

  /// How the kind changed, and whether the content did too; empty when only the content did.
  private static String kinds(Difference difference, Paint paint) {
    var from = difference.before();
    var to = difference.after();
    if (from == null || to == null || from.kind() == to.kind()) {
      return "";
    }
    boolean sameContent = from.digest().equals(to.digest());
    return paint.faint(
        " (%s to %s%s)"
            .formatted(word(from.kind()), word(to.kind()), sameContent ? ", same content" : ""));
  }

  private static String word(EntryKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private long count(Difference.Kind kind) {
    return differences.stream().filter(difference -> difference.kind() == kind).count();
  }

  String sum() {
    return isEmpty()
        ? "nothing differs"
        : "%s: %d added, %d deleted, %d modified"
            .formatted(
                differences.size() == 1 ? "1 path differs" : differences.size() + " paths differ",
                count(Difference.Kind.ADDED),
                count(Difference.Kind.DELETED),
                count(Difference.Kind.MODIFIED));
  }

  Json json() {
    return Json.object()
        .with("before", before.toString())
        .with("after", after.toString())
        .with("added", count(Difference.Kind.ADDED))
        .with("deleted", count(Difference.Kind.DELETED))
        .with("modified", count(Difference.Kind.MODIFIED))
        .with("differences", Json.array(differences, DifferenceReport::json))
        .end();
  }

  private static Json json(Difference difference) {
    var fields =
        Json.object()
            .with("path", difference.path().text())
            .with("status", difference.kind().name().toLowerCase(Locale.ROOT));
    addSide(fields, "before", difference.before());
    addSide(fields, "after", difference.after());
    return fields.end();
  }

  private static void addSide(Json.Fields fields, String name, @Nullable Entry entry) {
    if (entry != null) {
      fields.with(
          name,
          Json.object()
              .with("kind", word(entry.kind()))
              .with("digest", entry.digest().toString())
              .with("size", entry.size())
              .end());
    }
  }
}
