package dev.micelio.core.landing;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import org.jspecify.annotations.Nullable;

/// A landing as CBOR, as docs/formats/landing-log.md has it.
public final class LandingCodec {
  private static final String WHAT = "a landing";

  private LandingCodec() {}

  public static Cbor encode(Landing landing) {
    return Cbor.map()
        .put("position", Cbor.of(landing.position()))
        .put("session", Cbor.of(landing.session().bytes()))
        .put("goal", Cbor.of(landing.goal()))
        .put("principal", Cbor.of(landing.author().principal()))
        .put("agent", Cbor.of(landing.author().agent()))
        .put("base", Cbor.of(landing.base().position()))
        .put("base-tree", Cbor.of(landing.base().tree()))
        .put("tree", Cbor.of(landing.tree()))
        .put("changes", Cbor.array(landing.changes().stream().map(LandingCodec::change).toList()))
        .put("merges", Cbor.array(landing.merges().stream().map(LandingCodec::merged).toList()))
        .put("attestations", Cbor.array(landing.attestations().stream().map(Cbor::of).toList()))
        .put("at", Cbor.of(landing.at().bits()))
        .build();
  }

  private static Cbor change(Difference change) {
    var map = Cbor.map().put("path", Cbor.of(change.path().text()));
    put(map, "before", change.before());
    put(map, "after", change.after());
    return map.build();
  }

  private static void put(Cbor.MapBuilder map, String name, @Nullable Entry entry) {
    if (entry != null) {
      map.put(
          name,
          Cbor.map()
              .put("kind", Cbor.of(entry.kind().code()))
              .put("digest", Cbor.of(entry.digest()))
              .put("size", Cbor.of(entry.size()))
              .build());
    }
  }

  private static Cbor merged(LineMerged merged) {
    return Cbor.map()
        .put("path", Cbor.of(merged.path().text()))
        .put("algorithm", Cbor.of(merged.algorithm()))
        .put("base", Cbor.of(merged.base()))
        .put("ours", Cbor.of(merged.ours()))
        .build();
  }

  public static Landing decode(Cbor cbor) {
    var fields = CborFields.of(WHAT, cbor);
    var landing =
        new Landing(
            fields.uint("position"),
            Id.of(fields.bytes("session", Id.SIZE_BYTES)),
            fields.text("goal", Landing.GOAL_BYTES_MAX),
            new Author(
                fields.text("principal", Author.BYTES_MAX), fields.text("agent", Author.BYTES_MAX)),
            new Base(fields.uint("base"), fields.digest("base-tree")),
            fields.digest("tree"),
            fields.list("changes", Landing.CHANGES_MAX, LandingCodec::change),
            fields.list("merges", Landing.CHANGES_MAX, LandingCodec::merged),
            fields.list("attestations", Landing.ATTESTATIONS_MAX, LandingCodec::digest),
            new Hlc(fields.uint("at")));
    fields.end();
    return landing;
  }

  private static Difference change(Cbor cbor) {
    var fields = CborFields.of("a change of " + WHAT, cbor);
    var path = new TreePath(fields.text("path", TreePath.SIZE_BYTES_MAX));
    var change = new Difference(path, entry(path, "before", fields), entry(path, "after", fields));
    fields.end();
    return change;
  }

  private static @Nullable Entry entry(TreePath path, String name, CborFields change) {
    if (!change.has(name)) {
      return null;
    }
    var fields = change.fields(name);
    var entry =
        new Entry(path, kind(fields.at("kind")), fields.digest("digest"), fields.uint("size"));
    fields.end();
    return entry;
  }

  private static LineMerged merged(Cbor cbor) {
    var fields = CborFields.of("a line merge of " + WHAT, cbor);
    var merged =
        new LineMerged(
            new TreePath(fields.text("path", TreePath.SIZE_BYTES_MAX)),
            fields.text("algorithm", LineMerged.ALGORITHM_BYTES_MAX),
            fields.digest("base"),
            fields.digest("ours"));
    fields.end();
    return merged;
  }

  private static EntryKind kind(CborField field) {
    var kind = EntryKind.of((int) field.uint(EntryKind.values().length));
    if (kind == null) {
      throw field.unexpected("a kind of file");
    }
    return kind;
  }

  private static Digest digest(Cbor cbor) {
    return CborField.of("an attestation of " + WHAT, cbor).digest();
  }
}
