package dev.micelio.attest.store;

/// What came of making an index again.
///
/// @param attestations those that were read
/// @param added entries that were not there
/// @param unreadable attestations in which this mic finds no statement, such as those of a later
///   version; they stay as they are, without entries
public record Rebuilt(long attestations, long added, long unreadable) {
  static final Rebuilt NOTHING = new Rebuilt(0, 0, 0);

  Rebuilt plus(Rebuilt other) {
    return new Rebuilt(
        attestations + other.attestations, added + other.added, unreadable + other.unreadable);
  }
}
