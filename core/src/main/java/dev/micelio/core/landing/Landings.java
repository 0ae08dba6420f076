package dev.micelio.core.landing;

import java.util.List;

/// Landings by their position.
public interface Landings {
  int READ_MAX = 1000;

  /// The landings from `first` to `last`, both included, at most [#READ_MAX], in their order. All
  /// of them must have landed: one that can not be read is a problem, never left out.
  List<Landing> read(long first, long last);
}
