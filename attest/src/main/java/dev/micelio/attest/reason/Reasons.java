package dev.micelio.attest.reason;

import java.util.ArrayList;
import java.util.List;

/// Collects reasons, at most [#COUNT_MAX] of them: an author of thousands does not decide how much
/// is written about them. For one thread.
public final class Reasons {
  public static final int COUNT_MAX = 256;

  private final List<Reason> found = new ArrayList<>();

  public void add(Code code, String where, String expected, String found) {
    add(new Reason(code, where, expected, found));
  }

  public void add(Reason reason) {
    if (found.size() < COUNT_MAX) {
      found.add(reason);
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public int count() {
    return found.size();
  }

  public List<Reason> list() {
    return List.copyOf(found);
  }
}
