package dev.micelio.core.landing;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.tree.Tree;

/// The bytes of a commit, as docs/formats/landing-log.md has them.
final class CommitFormat {
  private static final String WHAT = "a commit";
  private static final String MAGIC = "MICL";
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 5;
  private static final CborLimits LIMITS =
      new CborLimits(Commit.SIZE_BYTES_MAX, Tree.NODE_BYTES_MAX, 8);

  private CommitFormat() {}

  static byte[] encode(Commit commit) {
    byte[] body =
        Cbor.map()
            .put("previous", Cbor.of(commit.previous()))
            .put(
                "landings",
                Cbor.array(commit.landings().stream().map(LandingCodec::encode).toList()))
            .put("nodes", Cbor.array(commit.nodes().stream().map(Cbor::of).toList()))
            .build()
            .encode();
    return new ByteWriter(HEADER_BYTES + body.length)
        .magic(MAGIC)
        .u8(VERSION)
        .bytes(body)
        .toBytes();
  }

  static Commit decode(byte[] bytes) {
    var reader = new ByteReader(WHAT, bytes);
    reader.magic(MAGIC);
    int version = reader.u8();
    if (version != VERSION) {
      throw reader.corrupt("version " + version + " where only " + VERSION + " is known");
    }
    try {
      return decode(
          CborFields.of(WHAT, Cbor.decode(WHAT, reader.bytes(reader.remaining()), LIMITS)));
    } catch (IllegalArgumentException e) { // what a record refuses, no writer has written
      throw reader.corrupt(e.getMessage() == null ? "a landing that is none" : e.getMessage());
    }
  }

  private static Commit decode(CborFields fields) {
    var commit =
        new Commit(
            fields.digest("previous"),
            fields.list("landings", Commit.LANDINGS_MAX, LandingCodec::decode),
            fields.list("nodes", Commit.NODES_MAX, CommitFormat::node));
    fields.end();
    return commit;
  }

  private static byte[] node(Cbor cbor) {
    return CborField.of("a node of " + WHAT, cbor).bytesUpTo(Tree.NODE_BYTES_MAX);
  }
}
