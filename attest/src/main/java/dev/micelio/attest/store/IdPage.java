package dev.micelio.attest.store;

import dev.micelio.core.digest.Digest;
import java.util.List;

/// Ids of attestations, in their order. When there are `more`, they come after the last one.
public record IdPage(List<Digest> ids, boolean more) {
  public IdPage {
    ids = List.copyOf(ids);
  }
}
