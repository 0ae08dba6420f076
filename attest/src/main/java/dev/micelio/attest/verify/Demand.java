package dev.micelio.attest.verify;

import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Statement;

/// What somebody asks of a statement beyond what every statement must be. It is put to the
/// statement at the end of its verification, so that all reasons are found at once.
public interface Demand<T extends Statement> {
  void judge(T statement, Reasons reasons);

  /// Nothing beyond that.
  static <T extends Statement> Demand<T> nothing() {
    return (_, _) -> {};
  }
}
