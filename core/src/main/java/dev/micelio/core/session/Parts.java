package dev.micelio.core.session;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.tree.TreePath;

/// What occurs in many places of a session's bytes.
final class Parts {
  private Parts() {}

  static Cbor id(Id id) {
    var writer = new ByteWriter(Id.SIZE_BYTES);
    id.write(writer);
    return Cbor.of(writer.toBytes());
  }

  static Id id(CborField field) {
    return Id.read(new ByteReader("an id of a session", field.bytes(Id.SIZE_BYTES)));
  }

  static Cbor hlc(Hlc at) {
    return Cbor.of(new ByteWriter(Long.BYTES).u64(at.bits()).toBytes());
  }

  static Hlc hlc(CborField field) {
    return new Hlc(new ByteReader("a time of a session", field.bytes(Long.BYTES)).u64());
  }

  static String name(CborFields fields, String name) {
    return fields.text(name, Bounds.NAME_BYTES_MAX);
  }

  static TreePath path(Cbor value) {
    return path(CborField.of("a path of a session", value));
  }

  static TreePath path(CborField field) {
    return new TreePath(field.text(TreePath.SIZE_BYTES_MAX));
  }
}
