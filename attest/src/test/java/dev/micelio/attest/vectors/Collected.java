package dev.micelio.attest.vectors;

import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import java.util.ArrayList;
import java.util.List;

/// Vectors as they are added, each name once.
final class Collected {
  static final String ACCEPT = "ACCEPT";

  private final List<Vector> vectors = new ArrayList<>();

  Collected add(String name, String code, String why, byte[] file) {
    return add(name, StatementType.CHECK_RUN, code, why, file);
  }

  Collected add(String name, String code, String why, Draft draft) {
    return add(name, draft.type(), code, why, draft.file());
  }

  /// Another kind is asked for than the draft is.
  Collected add(String name, StatementType asked, String code, String why, byte[] file) {
    if (vectors.stream().anyMatch(vector -> vector.name().equals(name))) {
      throw new IllegalArgumentException(name + " is there twice");
    }
    vectors.add(new Vector(name, asked.word(), code, why, Hand.hex(file)));
    return this;
  }

  List<Vector> list() {
    return List.copyOf(vectors);
  }
}
