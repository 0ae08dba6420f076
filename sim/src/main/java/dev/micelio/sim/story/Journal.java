package dev.micelio.sim.story;

import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.session.Message;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreePath;
import dev.micelio.sim.law.Offered;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What an agent has on disk, so that a crash loses nothing of it.
final class Journal {
  int left;
  @Nullable Draft draft;

  Journal(int sessions) {
    left = sessions;
  }

  /// A session that is not decided.
  static final class Draft {
    final Id session;
    final long since;
    Base base;
    SortedMap<TreePath, Entry> entries;
    int attempt;
    boolean told;
    final List<Message> messages = new ArrayList<>();
    @Nullable Offered offered;

    Draft(Id session, Base base, SortedMap<TreePath, Entry> entries) {
      this.session = session;
      this.since = base.position();
      this.base = base;
      this.entries = entries;
    }
  }
}
