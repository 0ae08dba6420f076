package dev.micelio.checks.plan;

import java.util.List;

/// The questions that a tree raises on this machine, in the order of the definitions.
///
/// @param elsewhere what is asked on other systems only or as well
public record Plan(List<PlannedCheck> checks, List<Elsewhere> elsewhere) {

  /// A check that other machines must answer.
  public record Elsewhere(String name, List<String> systems) {
    public Elsewhere {
      systems = List.copyOf(systems);
    }
  }

  public Plan {
    checks = List.copyOf(checks);
    elsewhere = List.copyOf(elsewhere);
  }
}
