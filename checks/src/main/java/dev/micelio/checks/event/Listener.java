package dev.micelio.checks.event;

/// Is told each event, one at a time. What it throws ends the run.
@FunctionalInterface
public interface Listener {
  void on(Event event);
}
