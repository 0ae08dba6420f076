package dev.micelio.rules;

import java.util.List;

/// Something that holds for a whole repository.
interface Rule {

  /// One sentence for each place where it does not hold: what is wrong, and what to do.
  List<String> violations(Repository repository);
}
