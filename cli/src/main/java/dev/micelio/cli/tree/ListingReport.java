package dev.micelio.cli.tree;

import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.snapshot.Quoted;
import dev.micelio.core.snapshot.Snapshot;
import dev.micelio.core.tree.Listed;
import dev.micelio.core.tree.Totals;
import java.util.List;
import java.util.Locale;

/// What lies at the top of a tree, for people and for programs.
record ListingReport(Snapshot snapshot, List<Listed> listed) {
  private static final String FILES = "files";
  private static final String BYTES = "bytes";

  String text(Paint paint) {
    var totals = snapshot.totals();
    int filesWidth = Math.max(FILES.length(), Long.toString(totals.files()).length());
    int bytesWidth = Math.max(BYTES.length(), Long.toString(totals.bytes()).length());
    String row = "%" + filesWidth + "s  %" + bytesWidth + "s";
    var out = new StringBuilder();
    out.append(snapshot.id()).append('\n');
    out.append(paint.faint(row.formatted(FILES, BYTES))).append('\n');
    for (var item : listed) {
      var below = totals(item);
      out.append(row.formatted(below.files(), below.bytes()))
          .append("  ")
          .append(name(item, paint))
          .append('\n');
    }
    return out.append(row.formatted(totals.files(), totals.bytes()))
        .append("  in all\n")
        .toString();
  }

  private static Totals totals(Listed item) {
    return switch (item) {
      case Listed.Directory directory -> directory.totals();
      case Listed.File file -> new Totals(1, file.entry().size());
    };
  }

  private static String name(Listed item, Paint paint) {
    String name = Quoted.ifNeeded(item.name());
    return switch (item) {
      case Listed.Directory _ -> paint.heading(name) + "/";
      case Listed.File file ->
          switch (file.entry().kind()) {
            case FILE -> name;
            case EXECUTABLE -> paint.good(name) + "*";
            case LINK -> name + "@";
          };
    };
  }

  Json json() {
    return Json.object()
        .with("id", snapshot.id().toString())
        .with("files", snapshot.totals().files())
        .with("bytes", snapshot.totals().bytes())
        .with("entries", Json.array(listed, ListingReport::json))
        .end();
  }

  private static Json json(Listed item) {
    var fields = Json.object().with("name", item.name());
    return switch (item) {
      case Listed.Directory directory ->
          fields
              .with("kind", "directory")
              .with("files", directory.totals().files())
              .with("bytes", directory.totals().bytes())
              .end();
      case Listed.File file ->
          fields
              .with("kind", file.entry().kind().name().toLowerCase(Locale.ROOT))
              .with("digest", file.entry().digest().toString())
              .with("bytes", file.entry().size())
              .end();
    };
  }
}
