package dev.micelio.cli.tree;

import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.snapshot.Quoted;
import dev.micelio.core.snapshot.Snapshot;
import dev.micelio.core.tree.NodeSummary;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The nodes of a tree, for people and for programs.
///
/// @param levels from the root down
record NodesReport(Snapshot snapshot, List<List<NodeSummary>> levels) {

  String text(Paint paint) {
    var out = new StringBuilder();
    out.append(snapshot.id()).append('\n');
    for (var level : levels) {
      out.append('\n').append(paint.heading(heading(level))).append('\n');
      for (var node : level) {
        out.append("  ").append(line(node, paint)).append('\n');
      }
    }
    return out.toString();
  }

  private static String heading(List<NodeSummary> level) {
    long bytes = level.stream().mapToLong(NodeSummary::sizeBytes).sum();
    return "level %d: %s of %s"
        .formatted(
            level.getFirst().level(), Counts.of(level.size(), "node"), Counts.of(bytes, "byte"));
  }

  private static String line(NodeSummary node, Paint paint) {
    String what = node.level() == 0 ? "file" : "node";
    String below = node.level() == 0 ? "" : ", " + Counts.of(node.totals().files(), "file");
    String paths =
        node.first() == null ? "" : "  " + path(node.first()) + " … " + path(node.last());
    return "%s  %s%s of %s, node of %s%s"
        .formatted(
            paint.faint(node.id().brief()),
            Counts.of(node.items(), what),
            below,
            Counts.of(node.totals().bytes(), "byte"),
            Counts.of(node.sizeBytes(), "byte"),
            paths);
  }

  private static String path(@Nullable TreePath path) {
    return path == null ? "" : Quoted.ifNeeded(path.text());
  }

  Json json() {
    return Json.object()
        .with("id", snapshot.id().toString())
        .with("files", snapshot.totals().files())
        .with("bytes", snapshot.totals().bytes())
        .with("depth", levels.size())
        .with(
            "levels",
            Json.array(
                levels,
                level ->
                    Json.object()
                        .with("level", level.getFirst().level())
                        .with("nodes", Json.array(level, NodesReport::json))
                        .end()))
        .end();
  }

  private static Json json(NodeSummary node) {
    var fields =
        Json.object()
            .with("id", node.id().toString())
            .with("items", node.items())
            .with("nodeBytes", node.sizeBytes())
            .with("files", node.totals().files())
            .with("bytes", node.totals().bytes());
    if (node.first() != null && node.last() != null) {
      fields.with("first", node.first().text()).with("last", node.last().text());
    }
    return fields.end();
  }
}
