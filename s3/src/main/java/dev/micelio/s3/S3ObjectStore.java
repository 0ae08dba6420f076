package dev.micelio.s3;

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
import dev.micelio.core.problem.Problem;
import dev.micelio.core.problem.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects in a bucket of S3, or of a server that speaks its protocol. A version is an entity tag.
///
/// No request is made twice here, except a conditional one that the server says has had no effect
/// and whose condition still holds. Repeating what failed is a decorator's work.
public final class S3ObjectStore implements ObjectStore {
  /// How often a conditional request is made again that was refused though its condition held.
  static final int TRIES_MAX = 5;

  /// How many listings in a row may hold nothing of ours before that is an error.
  static final int EMPTY_LISTINGS_MAX = 1000;

  /// As much of an unread body is read to keep its connection; of a longer one it is dropped.
  private static final long DRAINED_BYTES_MAX = 64 << 10;

  private final Env env;
  private final S3Limits limits;
  private final S3Calls calls;
  private final Dialect dialect;
  private final S3SignedRequests signed;

  private S3ObjectStore(Env env, S3Limits limits, S3Calls calls, Dialect dialect) {
    this.env = env;
    this.limits = limits;
    this.calls = calls;
    this.dialect = dialect;
    this.signed = new S3SignedRequests(calls);
  }

  /// Opens the bucket, and refuses it (`objects.unfit`) unless its conditional puts were seen to be
  /// conditional. To find out, it puts and deletes objects below `prefix` (without `/` at its end;
  /// empty for the bucket itself).
  public static S3ObjectStore open(Env env, S3Settings settings, String prefix) {
    var objects = openToExamine(env, settings, prefix);
    if (!objects.dialect.fit()) {
      objects.close();
      throw new Problem(
          Kind.INVALID,
          "objects.unfit",
          "objects would be lost in "
              + settings.place()
              + ": "
              + String.join("; ", objects.dialect.broken()),
          "use a server whose conditional puts are atomic; docs/s3.md lists some");
    }
    return objects;
  }

  /// As [#open], but gives also what is unfit, to whoever examines it: what breaks is in
  /// [Dialect#broken], and nothing may be kept there.
  public static S3ObjectStore openToExamine(Env env, S3Settings settings, String prefix) {
    var calls = new S3Calls(env, settings);
    try {
      var dialect = new DialectProbe(env, calls, prefix).run();
      return new S3ObjectStore(env, settings.limits(), calls, dialect);
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
  }

  /// For tests that have seen the server's dialect before.
  static S3ObjectStore openAs(Env env, S3Settings settings, Dialect dialect) {
    return new S3ObjectStore(env, settings.limits(), new S3Calls(env, settings), dialect);
  }

  /// What the server was seen to do with conditions.
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Fetch get(Key key, Range range) {
    return switch (calls.get(key.text(), header(range))) {
      case S3Calls.Got.Absent _ -> new Fetch.Absent();
      case S3Calls.Got.OutOfRange _ ->
          switch (head(key)) {
            case Lookup.Absent _ -> new Fetch.Absent();
            case Lookup.Found(var version, long size, _) ->
                new Fetch.Found(version, size, InputStream.nullInputStream());
          };
      case S3Calls.Got.Found(var response) -> found(key, range, response);
    };
  }

  private static @Nullable String header(Range range) {
    if (range.equals(Range.ALL)) {
      return null;
    }
    boolean toTheEnd = range.length() > Long.MAX_VALUE - range.offset();
    return "bytes=" + range.offset() + "-" + (toTheEnd ? "" : range.offset() + range.length() - 1);
  }

  private Fetch found(Key key, Range range, ResponseInputStream<GetObjectResponse> response) {
    var head = response.response();
    long length = Objects.requireNonNullElse(head.contentLength(), -1L);
    long size = range.equals(Range.ALL) ? length : wholeSize(head.contentRange());
    if (length < 0 || length != range.lengthWithin(size)) {
      response.abort();
      throw unexpected("get " + key, length + " bytes of " + head.contentRange() + " for " + range);
    }
    var body = new ExactInputStream(response, length, unread -> close(response, unread));
    return new Fetch.Found(version("get " + key, head.eTag()), size, body);
  }

  private static long wholeSize(@Nullable String contentRange) {
    int slash = contentRange == null ? -1 : contentRange.lastIndexOf('/');
    if (contentRange == null || slash < 0) {
      return -1;
    }
    try {
      return Long.parseLong(contentRange, slash + 1, contentRange.length(), 10);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static void close(ResponseInputStream<GetObjectResponse> response, long unread)
      throws IOException {
    if (unread > DRAINED_BYTES_MAX) {
      response.abort();
    } else {
      response.close();
    }
  }

  @Override
  public Lookup head(Key key) {
    var head = calls.head(key.text());
    if (head == null) {
      return new Lookup.Absent();
    }
    if (head.contentLength() == null || head.lastModified() == null) {
      throw unexpected("head " + key, "neither size nor time");
    }
    return new Lookup.Found(
        version("head " + key, head.eTag()),
        head.contentLength(),
        head.lastModified().toEpochMilli());
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    if (body.size() == 0) {
      demandEnd(body); // of an empty body the SDK may never open the stream
    }
    When when = when(condition);
    String etag = settled(key, condition, () -> send(key.text(), body, when));
    return etag == null ? new PutAnswer.Lost() : new PutAnswer.Stored(version("put " + key, etag));
  }

  private static void demandEnd(Body body) {
    try {
      body.openExactly().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply send(String key, Body body, When when) {
    boolean conditional = !when.equals(When.ANY);
    long size = body.size();
    if (size <= (conditional ? S3Limits.SINGLE_PUT_BYTES_MAX : limits.partSizeBytes())) {
      return calls.put(key, body, when);
    }
    if (size > S3Limits.OBJECT_BYTES_MAX || (conditional && !dialect.conditionalComplete())) {
      throw calls
          .problems()
          .problem(
              Kind.INVALID,
              "s3.too-large",
              "put "
                  + key
                  + ": "
                  + size
                  + " bytes, where "
                  + (conditional && !dialect.conditionalComplete()
                      ? S3Limits.SINGLE_PUT_BYTES_MAX
                      : S3Limits.OBJECT_BYTES_MAX)
                  + " are possible",
              "store it in several objects",
              null);
    }
    return new MultipartPut(env, calls, limits).put(key, body, when);
  }

  private When when(Condition condition) {
    return switch (condition) {
      case Condition.Any _ -> When.ANY;
      case Condition.Absent _ -> When.ABSENT;
      case Condition.Matches(var version) -> When.matches(dialect.ifMatch().write(version.text()));
    };
  }

  @Override
  public void delete(Key key) {
    switch (calls.delete(key.text(), When.ANY)) {
      case Reply.Done _ -> {}
      case Reply.Refused(int status, _) when status == 404 -> {}
      case Reply.Refused refused -> throw refused.problem();
      case Reply.Failed failed -> throw failed.problem();
    }
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    if (!dialect.conditionalDelete()) {
      throw calls
          .problems()
          .problem(
              Kind.INVALID,
              "objects.conditional-delete",
              "delete "
                  + key
                  + ": this server would delete it whatever its version; nothing was deleted",
              "delete it without a version when nobody else can write it",
              null);
    }
    var condition = Condition.matches(version);
    var when = when(condition);
    String done = settled(key, condition, () -> calls.delete(key.text(), when));
    return done == null ? new DeleteAnswer.Lost() : new DeleteAnswer.Deleted();
  }

  /// Makes a request until it has taken effect or its condition is known not to hold; null for the
  /// latter. A server may refuse a request only because another one is under way (409), so that
  /// alone is no answer: the condition decides.
  private @Nullable String settled(Key key, Condition condition, Supplier<Reply> request) {
    Problem refusal = null;
    for (int i = 0; i < TRIES_MAX; i++) {
      switch (request.get()) {
        case Reply.Done(var etag) -> {
          return etag;
        }
        case Reply.Refused(int status, var problem) -> {
          if (isLost(status, condition) || (status == 409 && !holds(key, condition))) {
            return null;
          }
          if (status != 409) {
            throw problem;
          }
          refusal = problem;
        }
        case Reply.Failed failed -> {
          if (isLostRace(failed) && !holds(key, condition)) {
            return null;
          }
          throw failed.problem();
        }
      }
    }
    throw calls
        .problems()
        .problem(
            Kind.UNAVAILABLE,
            "s3.contended",
            key + ": refused " + TRIES_MAX + " times because of other requests under way",
            "try again",
            refusal);
  }

  private static boolean isLost(int status, Condition condition) {
    return switch (condition) {
      case Condition.Any _ -> false;
      case Condition.Absent _ -> status == 412;
      case Condition.Matches _ -> status == 412 || status == 404;
    };
  }

  private boolean isLostRace(Reply.Failed failed) {
    return dialect.lostRaceAsError() && DialectProbe.isLostRace(failed);
  }

  private boolean holds(Key key, Condition condition) {
    return switch (condition) {
      case Condition.Any _ -> true;
      case Condition.Absent _ -> head(key) instanceof Lookup.Absent;
      case Condition.Matches(var version) ->
          head(key) instanceof Lookup.Found found && found.version().equals(version);
    };
  }

  /// Objects of the bucket whose names are no keys can not be ours, and are left out.
  @Override
  public Page list(String prefix, String after, int limit) {
    Page.checkLimit(limit);
    String go = null;
    for (int i = 0; i < EMPTY_LISTINGS_MAX; i++) {
      var answer = calls.list(XmlText.before(prefix), XmlText.atOrBefore(after), go, limit);
      var entries = entries(answer, prefix, after);
      boolean more = Boolean.TRUE.equals(answer.isTruncated());
      if (!more || !entries.isEmpty()) {
        return new Page(entries, more);
      }
      go = answer.nextContinuationToken();
    }
    throw unexpected("list " + prefix, EMPTY_LISTINGS_MAX + " pages without an object of ours");
  }

  private static List<Page.Entry> entries(
      ListObjectsV2Response answer, String prefix, String after) {
    var entries = new ArrayList<Page.Entry>();
    for (S3Object object : answer.contents()) {
      boolean asked =
          object.key().startsWith(prefix) && Key.TEXT_ORDER.compare(object.key(), after) > 0;
      if (asked && Key.isKey(object.key())) {
        entries.add(
            new Page.Entry(
                new Key(object.key()), object.size(), object.lastModified().toEpochMilli()));
      }
    }
    return entries;
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return signed.sign(access, key, ttl);
  }

  private Version version(String what, @Nullable String etag) {
    if (etag == null || etag.isEmpty()) {
      throw unexpected(what, "no entity tag");
    }
    return new Version(S3Calls.unquoted(etag));
  }

  private Problem unexpected(String what, String found) {
    return calls
        .problems()
        .problem(
            Kind.CORRUPT,
            "s3.unexpected",
            what + ": the server answered with " + found,
            "check that the endpoint is an S3 server; docs/s3.md lists tried ones",
            null);
  }

  @Override
  public void close() {
    signed.close();
    calls.close();
  }
}
