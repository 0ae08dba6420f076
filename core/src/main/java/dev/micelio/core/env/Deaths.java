package dev.micelio.core.env;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Which threads of a simulation die, and when.
final class Deaths {
  private final Map<String, Integer> atCall = new HashMap<>();
  private final Map<String, Double> chances = new LinkedHashMap<>();
  private final Map<String, Double> machines = new HashMap<>();

  void at(String thread, int call) {
    if (call < 1) {
      throw new IllegalArgumentException("calls count from 1, not " + call);
    }
    atCall.put(thread, call);
  }

  void chance(String threadPrefix, double perCall) {
    chances.put(threadPrefix, checked(perCall));
  }

  void ofMachine(String machine, double perCall) {
    machines.put(machine, checked(perCall));
  }

  private static double checked(double chance) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException("a chance is between 0 and 1, not " + chance);
    }
    return chance;
  }

  boolean crashes(String machine, RandomGenerator chance) {
    if (machine.isEmpty() || machines.isEmpty()) {
      return false;
    }
    double perCall = machines.getOrDefault(machine, 0.0);
    return perCall > 0 && chance.nextDouble() < perCall;
  }

  boolean strikes(String thread, int call, RandomGenerator chance) {
    if (atCall.isEmpty() && chances.isEmpty()) {
      return false;
    }
    if (atCall.getOrDefault(thread, 0) == call) {
      return true;
    }
    for (var entry : chances.entrySet()) {
      if (thread.startsWith(entry.getKey()) && chance.nextDouble() < entry.getValue()) {
        return true;
      }
    }
    return false;
  }
}
