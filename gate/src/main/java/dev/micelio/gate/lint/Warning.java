package dev.micelio.gate.lint;

import java.util.Locale;

/// Something in a policy that is allowed and perhaps not meant.
///
/// @param about where in the file: a table, as it is written there
public record Warning(Word word, String about, String what, String next) {

  /// What a warning is about, for programs. In the order in which they are told.
  public enum Word {
    NO_GATE,
    NO_OWNERS,
    OWNERS_OUT_OF_REACH,
    OWNERS_ONE_LOSS,
    SIGNERS_OUT_OF_REACH,
    SIGNERS_ONE_LOSS,
    NO_MAX_AGE,
    SANDBOX_OFF,
    ISOLATION_ANY,
    SUBSTITUTED,
    WHOLE_TREE,
    CHECK_UNUSED,
    PRINCIPAL_UNUSED,
    KEY_EXPIRED,
    KEY_NEAR_EXPIRY,
    KEY_NOT_YET,
    REVOKED_ALL;

    /// As it is printed.
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public String toString() {
    return about + ": " + what + "; " + next;
  }
}
