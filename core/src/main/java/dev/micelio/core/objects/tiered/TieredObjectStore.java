package dev.micelio.core.objects.tiered;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.objects.Version;
import dev.micelio.core.objects.tiered.Flight.Landing;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// `remote` with nearer tiers before it, the nearest first, for content-addressed objects of up to
/// `objectBytesMax` bytes. Larger ones, and all other keys, pass through. Closing it closes
/// `remote`.
public final class TieredObjectStore implements ObjectStore {
  private final ObjectStore remote;
  private final Addressing addressing;
  private final int objectBytesMax;
  private final List<Tier> tiers;
  private final LargeKeys large = new LargeKeys();
  private final Flights flights;

  public TieredObjectStore(
      Env env, ObjectStore remote, Addressing addressing, int objectBytesMax, List<Tier> tiers) {
    if (objectBytesMax < 1 || objectBytesMax > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("not a size of objects to keep: " + objectBytesMax);
    }
    this.remote = remote;
    this.addressing = addressing;
    this.objectBytesMax = objectBytesMax;
    this.tiers = List.copyOf(tiers);
    this.flights = new Flights(env);
  }

  @Override
  public Fetch get(Key key, Range range) {
    var proof = addressing.proof(key);
    if (proof.isEmpty() || large.contains(key)) {
      return remote.get(key, range);
    }
    var near = tiers.isEmpty() ? null : tiers.getFirst().get(key, proof.get());
    if (near != null) {
      return near.fetch(range);
    }
    return switch (flights.await(key, () -> fetch(key, proof.get()))) {
      case Landing.Whole(var kept) -> kept.fetch(range);
      case Landing.Absent _ -> new Fetch.Absent();
      case Landing.TooLarge _ -> remote.get(key, range);
    };
  }

  /// Looks into the nearest tier again: a flight may have ended just before this one began.
  private Landing fetch(Key key, Proof proof) {
    for (int at = 0; at < tiers.size(); at++) {
      var kept = tiers.get(at).get(key, proof);
      if (kept != null) {
        keep(key, kept, at);
        return new Landing.Whole(kept);
      }
    }
    // of an object that is too large, no more is asked for than could be kept
    try (var fetch = remote.get(key, new Range(0, objectBytesMax))) {
      return switch (fetch) {
        case Fetch.Absent _ -> new Landing.Absent();
        case Fetch.Found found when found.size() > objectBytesMax -> {
          large.add(key);
          yield new Landing.TooLarge();
        }
        case Fetch.Found found -> {
          var kept = proved(key, proof, found);
          keep(key, kept, tiers.size());
          yield new Landing.Whole(kept);
        }
      };
    }
  }

  private void keep(Key key, Kept kept, int tierCount) {
    for (int at = 0; at < tierCount; at++) {
      tiers.get(at).put(key, kept);
    }
  }

  private static Kept proved(Key key, Proof proof, Fetch.Found found) {
    byte[] bytes = whole(key, found);
    if (proof.accepts(bytes)) {
      return new Kept(found.version(), bytes);
    }
    throw unproved(key, bytes.length);
  }

  /// One array of the size that the remote said, which is bounded. Too few bytes or too many are
  /// not proved, whatever the proof says of them.
  private static byte[] whole(Key key, Fetch.Found found) {
    try {
      var bytes = new byte[(int) found.size()];
      int got = found.body().readNBytes(bytes, 0, bytes.length);
      if (got < bytes.length || found.body().read() >= 0) {
        throw unproved(key, got);
      }
      return bytes;
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "objects.read-broken",
          "the object " + key + " could not be read to its end: " + e.getMessage(),
          "try again",
          e);
    }
  }

  private static Problem unproved(Key key, int size) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "objects.unproved",
        "the %d bytes that the object store has under %s are not those that this key names"
            .formatted(size, key),
        "remove the object and store it again from a copy that is whole");
  }

  @Override
  public Lookup head(Key key) {
    return remote.head(key);
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    var proof = addressing.proof(key);
    if (proof.isEmpty() || body.size() > objectBytesMax) {
      return remote.put(key, body, condition);
    }
    byte[] bytes = body.readExactly();
    if (!proof.get().accepts(bytes)) {
      throw new Problem(
          Problem.Kind.CORRUPT,
          "objects.put-unproved",
          "%d bytes were to be stored under %s, and are not those that this key names"
              .formatted(bytes.length, key),
          "read them again from where they come from; nothing was stored");
    }
    var answer = remote.put(key, Body.of(bytes), condition);
    switch (answer) {
      case PutAnswer.Stored(var version) -> keep(key, new Kept(version, bytes), tiers.size());
      case PutAnswer.Lost _ -> {}
    }
    return answer;
  }

  @Override
  public void delete(Key key) {
    try {
      remote.delete(key);
    } finally {
      drop(key);
    }
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    try {
      return remote.delete(key, version);
    } finally {
      drop(key);
    }
  }

  private void drop(Key key) {
    if (addressing.proof(key).isPresent()) {
      tiers.forEach(tier -> tier.drop(key));
    }
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return remote.list(prefix, after, limit);
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return remote.presign(access, key, ttl);
  }

  /// No fetch is under way.
  boolean isIdle() {
    return flights.isEmpty();
  }

  @Override
  public void close() {
    remote.close();
  }
}
