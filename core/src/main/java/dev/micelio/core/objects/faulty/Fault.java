package dev.micelio.core.objects.faulty;

/// What may go wrong at a call on an object store.
public enum Fault {
  /// The call fails and has no effect.
  ERROR_BEFORE,
  /// The call has its effect and fails all the same: its answer is lost.
  ERROR_AFTER,
  /// A put or delete fails now and has its effect later, if its condition still holds then.
  LATE,
  /// A put or delete has its effect and is answered, and the same request arrives once more later,
  /// if its condition still holds then.
  DUPLICATED,
  /// Somebody on the way repeats a put or delete at once and gives the caller the second answer:
  /// lost, although it has happened. This breaks the contract: it is for callers that look for
  /// their own write before they believe that they lost.
  REPEATED,
  /// For a while every call fails and has no effect.
  THROTTLED,
  /// A list lacks the keys whose objects were put lately. This breaks the contract: it is for
  /// callers that take a listing for a hint.
  LAGGING,
  /// The call takes its time, before its effect or before its answer.
  SLOW,
  /// A body breaks off before its end.
  TRUNCATED,
  /// A get or head answers what the key held before the newest put or delete. This breaks the
  /// contract: it is for callers that promise to live with caches.
  STALE,
  /// The caller's machine dies with the request unsent.
  CRASH_BEFORE,
  /// The caller's machine dies with its request in effect.
  CRASH_AFTER
}
