package dev.micelio.core.objects.fitness;

import java.util.Locale;

/// One promise of an object store, and where it matters.
public enum Property {
  ABSENT_RACE("of many puts at once that ask for absence, exactly one is stored"),
  VERSION_RACE("of many puts at once that match a version, no stored update is lost"),
  WRONG_VERSION("a put that matches an older version changes nothing"),
  VERSION_OF_NOTHING("a put that matches a version of an absent object stores nothing"),
  READ_AFTER_WRITE("what was stored is there for every later reader"),
  WHOLE_BODIES("a reader sees a whole body, also while others write"),
  LIST_AFTER_WRITE("a listing shows what was stored and not what was deleted"),
  LIST_ORDER("listings are in key order, and their pages hold every object once"),
  RANGES("a part of a body is exactly the bytes asked for"),
  SIGNED_GET("whoever holds a signed get can read the object by plain HTTP"),
  SIGNED_PUT("whoever holds a signed put can store the object by plain HTTP"),
  SIGNED_SCOPE("a signed request opens one key for one method, and nothing else"),
  SIGNED_EXPIRY("a signed request is refused after its time"),
  DELETE("a deleted object is gone, and deleting nothing is no failure"),
  CONDITIONAL_DELETE("a delete that matches an older version removes nothing");

  private final String promise;

  Property(String promise) {
    this.promise = promise;
  }

  /// Stable, as scripts look for it: `absent-race`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String promise() {
    return promise;
  }

  Finding held(String seen) {
    return new Finding(this, Verdict.HELD, seen);
  }

  Finding broken(String seen) {
    return new Finding(this, Verdict.BROKEN, seen);
  }

  Finding notOffered(String seen) {
    return new Finding(this, Verdict.NOT_OFFERED, seen);
  }
}
