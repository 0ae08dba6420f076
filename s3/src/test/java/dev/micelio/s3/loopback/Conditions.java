package dev.micelio.s3.loopback;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Version;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/// Puts and deletes under the condition that a request carries, in one [Manner].
final class Conditions {
  private static final int PAUSE_MILLIS = 20;

  private final ObjectStore objects;
  private final Manner manner;

  Conditions(ObjectStore objects, Manner manner) {
    this.objects = objects;
    this.manner = manner;
  }

  static String etag(Version version) {
    return "\"" + Request.encoded(version.text()) + "\"";
  }

  /// Called when nothing but the head of a put has been read.
  void lookBeforeTheBody(Request request, Key key) {
    if (manner == Manner.CHECKS_BEFORE_THE_BODY) {
      demand(key, condition(request));
      takeLong();
    }
  }

  /// The version's entity tag, in quotes.
  String put(Request request, Key key, Body body) {
    var condition = condition(request);
    return switch (manner) {
      case DOCUMENTED, PUT_CONDITIONS_ONLY ->
          stored(key, condition, objects.put(key, body, condition));
      case CEPH_18 -> putAsCeph(key, body, condition);
      case IGNORES_ABSENT ->
          stored(
              key,
              condition,
              objects.put(
                  key, body, condition.equals(Condition.ABSENT) ? Condition.ANY : condition));
      case IGNORES_MATCH ->
          stored(
              key,
              condition,
              objects.put(
                  key, body, condition instanceof Condition.Matches ? Condition.ANY : condition));
      case CHECKS_BEFORE_THE_BODY ->
          stored(key, Condition.ANY, objects.put(key, body, Condition.ANY));
      case CHECKS_THEN_WRITES -> checkThenWrite(key, body, condition);
      case CHECKS_MATCH_THEN_WRITES ->
          condition instanceof Condition.Matches
              ? checkThenWrite(key, body, condition)
              : stored(key, condition, objects.put(key, body, condition));
      case STORES_WHAT_LOST -> {
        var answer = objects.put(key, body, condition);
        if (answer instanceof PutAnswer.Lost) {
          objects.put(key, body, Condition.ANY);
        }
        yield stored(key, condition, answer);
      }
    };
  }

  /// As [#put], for the end of a multipart upload.
  String putTogether(Request request, Key key, Body body) {
    return switch (manner) {
      case CEPH_18, PUT_CONDITIONS_ONLY ->
          stored(key, Condition.ANY, objects.put(key, body, Condition.ANY));
      case DOCUMENTED,
          IGNORES_ABSENT,
          IGNORES_MATCH,
          CHECKS_THEN_WRITES,
          CHECKS_MATCH_THEN_WRITES,
          CHECKS_BEFORE_THE_BODY,
          STORES_WHAT_LOST ->
          put(request, key, body);
    };
  }

  private String putAsCeph(Key key, Body body, Condition condition) {
    demand(key, condition);
    return switch (objects.put(key, body, condition)) {
      case PutAnswer.Stored(var version) -> etag(version);
      case PutAnswer.Lost _ when condition.equals(Condition.ABSENT) -> throw lost(key, condition);
      case PutAnswer.Lost _ -> throw new Refusal(500, "UnknownError", "");
    };
  }

  private String checkThenWrite(Key key, Body body, Condition condition) {
    demand(key, condition);
    takeLong();
    return stored(key, Condition.ANY, objects.put(key, body, Condition.ANY));
  }

  /// Long enough that others come in between, though the machine is busy with something else.
  private static void takeLong() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS, 2 * PAUSE_MILLIS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void demand(Key key, Condition condition) {
    boolean holds =
        switch (condition) {
          case Condition.Any _ -> true;
          case Condition.Absent _ -> objects.head(key) instanceof Lookup.Absent;
          case Condition.Matches(var version) ->
              objects.head(key) instanceof Lookup.Found found && found.version().equals(version);
        };
    if (!holds) {
      throw lost(key, condition);
    }
  }

  private String stored(Key key, Condition condition, PutAnswer answer) {
    return switch (answer) {
      case PutAnswer.Stored(var version) -> etag(version);
      case PutAnswer.Lost _ -> throw lost(key, condition);
    };
  }

  private Refusal lost(Key key, Condition condition) {
    boolean nothing =
        condition instanceof Condition.Matches && objects.head(key) instanceof Lookup.Absent;
    return nothing
        ? new Refusal(404, "NoSuchKey", "nothing is there")
        : new Refusal(412, "PreconditionFailed", "the condition does not hold");
  }

  void delete(Request request, Key key) {
    var condition = condition(request);
    if (manner == Manner.CEPH_18
        || manner == Manner.PUT_CONDITIONS_ONLY
        || !(condition instanceof Condition.Matches(var version))) {
      objects.delete(key);
      return;
    }
    switch (objects.delete(key, version)) {
      case DeleteAnswer.Deleted _ -> {}
      case DeleteAnswer.Lost _ -> throw lost(key, condition);
    }
  }

  private Condition condition(Request request) {
    String match = request.header("If-Match");
    String none = request.header("If-None-Match");
    if (none != null) {
      if (!none.equals("*") || match != null) {
        throw new Refusal(501, "NotImplemented", "of If-None-Match only * is known");
      }
      return Condition.ABSENT;
    }
    return match == null ? Condition.ANY : Condition.matches(version(match));
  }

  private Version version(String etag) {
    boolean quoted = etag.length() > 2 && etag.startsWith("\"") && etag.endsWith("\"");
    String bare = quoted && manner != Manner.CEPH_18 ? etag.substring(1, etag.length() - 1) : etag;
    return new Version(URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8));
  }
}
