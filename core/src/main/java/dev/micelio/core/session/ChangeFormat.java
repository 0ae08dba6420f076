package dev.micelio.core.session;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.merge.Conflict;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.List;

/// The bytes of changes and their marks.
final class ChangeFormat {
  private static final String ADDED = "added";
  private static final String MODIFIED = "modified";
  private static final String DELETED = "deleted";

  private ChangeFormat() {}

  static Cbor changes(List<SessionChange> changes) {
    return Cbor.array(changes.stream().map(ChangeFormat::change).toList());
  }

  static List<SessionChange> changes(CborFields fields) {
    return fields.list("changes", Session.CHANGES_MAX, ChangeFormat::change);
  }

  private static Cbor change(SessionChange change) {
    var map =
        Cbor.map().put("path", Cbor.of(change.path().text())).put("at", Parts.hlc(change.at()));
    switch (change.change()) {
      case PathChange.Delete _ -> map.put("type", Cbor.of(DELETED));
      case PathChange.Put(_, boolean added, EntryKind kind, FileContent content) -> {
        map.put("type", Cbor.of(added ? ADDED : MODIFIED))
            .put("mode", mode(kind))
            .put("digest", Cbor.of(content.digest()))
            .put("size", Cbor.of(content.size()));
        if (content instanceof FileContent.Inline inline) {
          map.put("content", Cbor.of(inline.bytes()));
        }
      }
    }
    var conflict = change.conflict();
    if (conflict != null) {
      map.put("conflict", conflict(conflict));
    }
    return map.build();
  }

  private static SessionChange change(Cbor item) {
    var fields = CborFields.of("a change of a session", item);
    var path = Parts.path(fields.at("path"));
    var type = fields.at("type");
    var change =
        switch (type.text(Bounds.NAME_BYTES_MAX)) {
          case ADDED -> new PathChange.Put(path, true, mode(fields.at("mode")), content(fields));
          case MODIFIED ->
              new PathChange.Put(path, false, mode(fields.at("mode")), content(fields));
          case DELETED -> new PathChange.Delete(path);
          default -> throw type.unexpected("added, modified or deleted");
        };
    var at = Parts.hlc(fields.at("at"));
    var conflict = fields.has("conflict") ? conflict(path, fields.fields("conflict")) : null;
    fields.end();
    return new SessionChange(change, at, conflict);
  }

  private static FileContent content(CborFields fields) {
    var digest = fields.digest("digest");
    long size = fields.uint("size");
    if (!fields.has("content")) {
      return FileContent.stored(digest, size);
    }
    var content =
        FileContent.inline(fields.bytesUpTo("content", FileContent.INLINE_BYTES_LIMIT - 1));
    if (content.size() != size || !content.digest().equals(digest)) {
      throw new IllegalArgumentException(
          "inline content of %d bytes with the digest %s where %d bytes with the digest %s belong"
              .formatted(content.size(), content.digest(), size, digest));
    }
    return content;
  }

  private static Cbor mode(EntryKind kind) {
    return Cbor.of(
        switch (kind) {
          case FILE -> "file";
          case EXECUTABLE -> "executable";
          case LINK -> "link";
        });
  }

  private static EntryKind mode(CborField field) {
    return switch (field.text(Bounds.NAME_BYTES_MAX)) {
      case "file" -> EntryKind.FILE;
      case "executable" -> EntryKind.EXECUTABLE;
      case "link" -> EntryKind.LINK;
      default -> throw field.unexpected("file, executable or link");
    };
  }

  private static Cbor conflict(ConflictMark mark) {
    var map =
        Cbor.map()
            .put("kind", Cbor.of(mark.kind().text()))
            .put("landings", Cbor.array(mark.landings().stream().map(Cbor::of).toList()));
    var theirs = mark.theirs();
    if (theirs != null) {
      map.put(
          "theirs",
          Cbor.map()
              .put("mode", mode(theirs.kind()))
              .put("digest", Cbor.of(theirs.digest()))
              .put("size", Cbor.of(theirs.size()))
              .build());
    }
    return map.build();
  }

  private static ConflictMark conflict(TreePath path, CborFields fields) {
    var kind = kind(fields.at("kind"));
    var theirs = fields.has("theirs") ? entry(path, fields.fields("theirs")) : null;
    var landings =
        fields.list(
            "landings",
            ConflictMark.LANDINGS_MAX,
            item -> CborField.of("a landing of a conflict", item).uint());
    fields.end();
    return new ConflictMark(kind, theirs, landings);
  }

  private static Entry entry(TreePath path, CborFields fields) {
    var entry =
        new Entry(path, mode(fields.at("mode")), fields.digest("digest"), fields.uint("size"));
    fields.end();
    return entry;
  }

  private static Conflict.Kind kind(CborField field) {
    String text = field.text(Bounds.NAME_BYTES_MAX);
    for (var kind : Conflict.Kind.values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw field.unexpected("a kind of conflict");
  }
}
