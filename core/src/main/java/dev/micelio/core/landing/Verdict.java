package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import java.util.List;

/// What a judge decided.
public sealed interface Verdict {

  /// Because of these attestations, which the landing names.
  record Allowed(List<Digest> attestations) implements Verdict {
    public Allowed {
      attestations = List.copyOf(attestations);
    }
  }

  record Denied(List<Reason> reasons) implements Verdict {
    public Denied {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a denial names a reason");
      }
    }
  }

  /// The code is stable, the sentence for people.
  record Reason(String code, String sentence) {}
}
