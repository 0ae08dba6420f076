package dev.micelio.core.session;

import dev.micelio.core.id.Id;
import java.util.List;

/// Some sessions of a project, in the order of their ids, which is the order in which they were
/// started. When there are `more`, they come after the last one.
public record SessionPage(List<Id> ids, boolean more) {
  public SessionPage {
    ids = List.copyOf(ids);
  }
}
