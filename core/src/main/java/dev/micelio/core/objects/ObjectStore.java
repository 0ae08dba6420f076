package dev.micelio.core.objects;

import java.time.Duration;

/// Bytes under keys. The only truth that outlives a process.
///
/// Expected answers are sealed values. All else is a [dev.micelio.core.problem.Problem]; of kind
/// `UNAVAILABLE` it says nothing about the outcome: a put or delete that threw it may have
/// happened, or may yet happen. Callers read again and look for their own write before they try
/// again.
public interface ObjectStore extends AutoCloseable {

  /// The object under `key`, or the part of it that `range` names. The caller closes what is found.
  Fetch get(Key key, Range range);

  default Fetch get(Key key) {
    return get(key, Range.ALL);
  }

  Lookup head(Key key);

  /// Stores `body` if `condition` holds. Durable before it answers [PutAnswer.Stored]. A body that
  /// has more or fewer bytes than its size says is a problem, and nothing is stored.
  PutAnswer put(Key key, Body body, Condition condition);

  /// Removes the object, whatever its version; one that is absent is removed already.
  void delete(Key key);

  /// Removes the object only if it still has this version. An object store that cannot promise this
  /// removes nothing and throws a problem with the code `objects.conditional-delete`.
  DeleteAnswer delete(Key key, Version version);

  /// At most `limit` objects (1 … 1000) whose keys begin with `prefix`, in key order, after the key
  /// `after` (exclusive; need not exist; empty text for the beginning).
  Page list(String prefix, String after, int limit);

  /// A request that whoever holds it can make by plain HTTP until `ttl` has passed: one method, one
  /// key. It lives from one second to seven days.
  SignedRequest presign(Access access, Key key, Duration ttl);

  @Override
  void close();
}
