package dev.micelio.core.objects.signed;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Key;

/// What a signature says about a request.
public sealed interface Permission {

  record Granted(Access access, Key key) implements Permission {}

  /// For the holder of the URL it does not matter why, and telling it would help to forge one.
  record Refused() implements Permission {}
}
