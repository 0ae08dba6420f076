package dev.micelio.checks.result;

import dev.micelio.core.digest.Digest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Where attestations of check keys may be known: this machine, or a forge. What it answers is not
/// trusted; whoever asked verifies it.
public interface ResultLookup {

  /// The attestations that say something of these keys, all asked for at once. A key without any is
  /// left out.
  Map<Digest, List<byte[]>> attestations(Collection<Digest> keys);
}
