package dev.micelio.gate.mutant;

import java.util.List;

/// Weakenings of how results are bound to files.
final class BindingMutants {
  private static final String SOURCES = "binding/SourceTrees";

  static final List<Mutant> ALL =
      List.of(
          Mutant.in(
              SOURCES,
              "the tree before is restricted",
              "after.restrict(inputs, known::keepNode)",
              "before.restrict(inputs, known::keepNode)"),
          Mutant.in(
              SOURCES,
              "what the tree before gave is what the result gives",
              "matching.isEmpty() ? Optional.of(old) : editor.edit(old, matching)",
              "Optional.of(old)"),
          Mutant.in(
              SOURCES,
              "an attested tree is not compared",
              ".filter(differing -> !touches(matcher, differing))",
              ".filter(differing -> differing != null)"),
          Mutant.in(
              SOURCES,
              "an attested tree that is out of reach is as good",
              ".filter(differing -> !touches(matcher, differing))\n              .isPresent()",
              ".filter(differing -> touches(matcher, differing))\n              .isEmpty()"),
          Mutant.in(
              SOURCES,
              "an answer for the tree before is kept though it changed",
              "    if (matching.isEmpty()) {\n",
              "    if (true) {\n"),
          Mutant.in(
              "binding/SourceEditor",
              "what is deleted stays",
              "entry == null ? new Change.Remove(difference.path()) : new Change.Put(entry)",
              "new Change.Put(entry == null ? difference.before() : entry)"),
          Mutant.in(
              "binding/AttestedTrees",
              "all but the first differences are forgotten",
              "paths.add(difference.path());",
              "if (paths.isEmpty()) paths.add(difference.path());"));

  private BindingMutants() {}
}
