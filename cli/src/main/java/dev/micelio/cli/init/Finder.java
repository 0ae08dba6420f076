package dev.micelio.cli.init;

import java.util.List;

/// Looks for checks of one kind.
@FunctionalInterface
interface Finder {
  List<Guess> find(ProjectFiles files);
}
