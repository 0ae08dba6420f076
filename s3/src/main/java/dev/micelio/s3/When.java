package dev.micelio.s3;

import org.jspecify.annotations.Nullable;

/// The condition of a request as its two headers carry it.
record When(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
  static final When ANY = new When(null, null);
  static final When ABSENT = new When(null, "*");

  static When matches(String tag) {
    return new When(tag, null);
  }
}
