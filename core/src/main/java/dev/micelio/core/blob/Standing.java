package dev.micelio.core.blob;

import dev.micelio.core.objects.Version;

/// What lies under the key of a blob that is to be written.
sealed interface Standing {

  record Missing() implements Standing {}

  /// Content of that digest, every byte of it read.
  record Right() implements Standing {}

  /// Something else.
  record Wrong(Version version) implements Standing {}
}
