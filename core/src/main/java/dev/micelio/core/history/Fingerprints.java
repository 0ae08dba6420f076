package dev.micelio.core.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Hasher;
import dev.micelio.core.landing.Landing;
import java.util.Arrays;

/// All fingerprints of a landing: its session, each path that it changed, and each directory above
/// those.
final class Fingerprints {
  private Fingerprints() {}

  /// Adds them all to `set`. Directories that a path shares with the one before it are not hashed
  /// again; a set that is too full takes no more, so that this ends early.
  static void add(Landing landing, FingerprintSet set) {
    set.add(Fingerprint.of(landing.session()));
    var hasher = new Hasher();
    byte[] previous = {};
    for (var change : landing.changes()) {
      byte[] path = change.path().text().getBytes(UTF_8);
      int shared = Arrays.mismatch(previous, path);
      for (int i = Math.max(0, shared); i < path.length && !set.tooMany(); i++) {
        if (path[i] == '/') {
          set.add(Fingerprint.ofPath(hasher, path, i));
        }
      }
      set.add(Fingerprint.ofPath(hasher, path, path.length));
      previous = path;
    }
  }
}
