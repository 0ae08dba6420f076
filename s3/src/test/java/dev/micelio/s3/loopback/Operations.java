package dev.micelio.s3.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a verified request does to the one bucket.
final class Operations implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final ObjectStore objects;
  private final String bucket;
  private final Conditions conditions;
  private final Listing listing;
  private final Uploads uploads = new Uploads();

  Operations(ObjectStore objects, String bucket, Manner manner) {
    this.objects = objects;
    this.bucket = bucket;
    this.conditions = new Conditions(objects, manner);
    this.listing = new Listing(objects, bucket);
  }

  Uploads uploads() {
    return uploads;
  }

  /// Called when nothing but the request's head has been read.
  void lookBeforeTheBody(Request request) {
    String[] path = request.path().substring(1).split("/", 2);
    if (request.method().equals("PUT") && path.length == 2 && !path[1].isEmpty()) {
      conditions.lookBeforeTheBody(request, key(path[1]));
    }
  }

  /// Keeps `body` when it is a part of an upload; otherwise whoever calls closes it.
  Answer answer(Request request, Spool body) throws IOException {
    String[] path = request.path().substring(1).split("/", 2);
    if (!path[0].equals(bucket)) {
      throw new Refusal(404, "NoSuchBucket", "no such bucket");
    }
    if (path.length < 2 || path[1].isEmpty()) {
      return ofBucket(request);
    }
    var key = key(path[1]);
    if (request.has("uploadId") || request.has("uploads")) {
      return ofUpload(request, key, body);
    }
    return ofObject(request, key, body);
  }

  private static Key key(String text) {
    try {
      return new Key(text);
    } catch (Problem e) {
      throw new Refusal(400, "InvalidArgument", e.what());
    }
  }

  private Answer ofBucket(Request request) {
    return switch (request.method()) {
      case "GET" -> listing.answer(request);
      case "HEAD" -> Answer.empty(200, Map.of());
      default -> throw notImplemented(request);
    };
  }

  private static Refusal notImplemented(Request request) {
    return new Refusal(501, "NotImplemented", request.method() + " is not offered here");
  }

  private Answer ofObject(Request request, Key key, Spool body) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(key, request.header("Range"));
      case "HEAD" -> head(key);
      case "PUT" -> {
        if (request.header("x-amz-copy-source") != null) {
          throw notImplemented(request);
        }
        yield Answer.empty(200, Map.of("ETag", conditions.put(request, key, body)));
      }
      case "DELETE" -> {
        conditions.delete(request, key);
        yield Answer.empty(204, Map.of());
      }
      default -> throw notImplemented(request);
    };
  }

  private Answer ofUpload(Request request, Key key, Spool body) throws IOException {
    String id = String.valueOf(request.parameter("uploadId"));
    return switch (request.method()) {
      case "PUT" ->
          Answer.empty(
              200,
              Map.of(
                  "ETag", '"' + uploads.put(id, "" + request.parameter("partNumber"), body) + '"'));
      case "DELETE" -> {
        uploads.end(id);
        yield Answer.empty(204, Map.of());
      }
      case "POST" -> request.has("uploads") ? begin(key) : end(request, key, id, body);
      default -> throw notImplemented(request);
    };
  }

  private Answer begin(Key key) {
    return Answer.xml(
        200,
        "<InitiateMultipartUploadResult><Bucket>%s</Bucket><Key>%s</Key><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
            .formatted(bucket, Answer.escaped(key.text()), uploads.begin()));
  }

  private Answer end(Request request, Key key, String id, Spool named) throws IOException {
    var whole = uploads.whole(id, new String(named.open().readAllBytes(), UTF_8));
    String etag = conditions.putTogether(request, key, whole);
    uploads.end(id);
    return Answer.xml(
        200,
        "<CompleteMultipartUploadResult><Bucket>%s</Bucket><Key>%s</Key><ETag>%s</ETag></CompleteMultipartUploadResult>"
            .formatted(bucket, Answer.escaped(key.text()), etag));
  }

  private Answer head(Key key) {
    return switch (objects.head(key)) {
      case Lookup.Absent _ -> throw new Refusal(404, "NoSuchKey", "nothing is there");
      case Lookup.Found(var version, long size, long modifiedMillis) ->
          Answer.empty(
              200,
              Map.of(
                  "ETag", Conditions.etag(version),
                  "Content-Length", "" + size,
                  "Last-Modified", httpDate(modifiedMillis)));
    };
  }

  private static String httpDate(long millis) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
  }

  private Answer get(Key key, @Nullable String header) {
    var range = range(header);
    return switch (objects.get(key, range)) {
      case Fetch.Absent _ -> throw new Refusal(404, "NoSuchKey", "nothing is there");
      case Fetch.Found found -> {
        long length = range.lengthWithin(found.size());
        String etag = Conditions.etag(found.version());
        if (header == null) {
          yield new Answer(200, Map.of("ETag", etag), length, found.body());
        }
        if (length == 0) {
          found.close();
          throw new Refusal(416, "InvalidRange", "the object ends before");
        }
        String part =
            "bytes %d-%d/%d".formatted(range.offset(), range.offset() + length - 1, found.size());
        yield new Answer(206, Map.of("ETag", etag, "Content-Range", part), length, found.body());
      }
    };
  }

  private static Range range(@Nullable String header) {
    if (header == null) {
      return Range.ALL;
    }
    var range = RANGE.matcher(header);
    if (!range.matches()) {
      throw new Refusal(501, "NotImplemented", "only bytes=a-b and bytes=a-");
    }
    long from = Long.parseLong(range.group(1));
    return range.group(2).isEmpty()
        ? Range.from(from)
        : new Range(from, Long.parseLong(range.group(2)) - from + 1);
  }

  @Override
  public void close() {
    uploads.close();
  }
}
