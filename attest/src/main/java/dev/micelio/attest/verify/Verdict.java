package dev.micelio.attest.verify;

import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.Statement;
import java.util.List;

/// What came of a verification.
public sealed interface Verdict<T extends Statement> {

  record Accepted<T extends Statement>(Verified<T> verified) implements Verdict<T> {}

  record Refused<T extends Statement>(List<Reason> reasons) implements Verdict<T> {
    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal names a reason");
      }
    }
  }
}
