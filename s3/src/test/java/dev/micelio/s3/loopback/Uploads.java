package dev.micelio.s3.loopback;

import dev.micelio.core.objects.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/// Multipart uploads under way. They end with the process.
final class Uploads implements AutoCloseable {
  private static final long PART_BYTES_MIN = 5 << 20;
  private static final int PART_NUMBER_MAX = 10_000;
  private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d{1,5})</PartNumber>");
  private static final Pattern ETAG =
      Pattern.compile("<ETag>(?:\"|&quot;)?(\\w+)(?:\"|&quot;)?</ETag>");

  private final Map<String, SortedMap<Integer, Spool>> uploads = new ConcurrentHashMap<>();

  String begin() {
    String id = UUID.randomUUID().toString();
    uploads.put(id, new ConcurrentSkipListMap<>());
    return id;
  }

  int underWay() {
    return uploads.size();
  }

  private SortedMap<Integer, Spool> parts(String id) {
    var parts = uploads.get(id);
    if (parts == null) {
      throw new Refusal(404, "NoSuchUpload", "no such upload is under way");
    }
    return parts;
  }

  /// Its entity tag.
  String put(String id, String number, Spool part) {
    int at = number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0;
    if (at < 1 || at > PART_NUMBER_MAX) {
      throw new Refusal(400, "InvalidArgument", "a part's number is 1 to " + PART_NUMBER_MAX);
    }
    var before = parts(id).put(at, part);
    if (before != null) {
      before.close();
    }
    return part.sha256();
  }

  /// The parts that `xml` names, as one body.
  Body whole(String id, String xml) {
    var parts = parts(id);
    var chosen = new ArrayList<Spool>();
    int last = 0;
    var named = PART.matcher(xml);
    while (named.find()) {
      var number = NUMBER.matcher(named.group(1));
      var etag = ETAG.matcher(named.group(1));
      if (!number.find() || !etag.find()) {
        throw new Refusal(400, "MalformedXML", "a part without number or entity tag");
      }
      int at = Integer.parseInt(number.group(1));
      var part = parts.get(at);
      if (part == null || !part.sha256().equals(etag.group(1))) {
        throw new Refusal(400, "InvalidPart", "part " + at + " is another one");
      }
      if (at <= last) {
        throw new Refusal(400, "InvalidPartOrder", "part " + at + " after " + last);
      }
      last = at;
      chosen.add(part);
    }
    if (chosen.isEmpty()) {
      throw new Refusal(400, "MalformedXML", "no parts");
    }
    for (Spool part : chosen.subList(0, chosen.size() - 1)) {
      if (part.size() < PART_BYTES_MIN) {
        throw new Refusal(400, "EntityTooSmall", "a part that is not the last is too small");
      }
    }
    return new Whole(chosen);
  }

  private record Whole(List<Spool> parts) implements Body {
    @Override
    public long size() {
      return parts.stream().mapToLong(Spool::size).sum();
    }

    @Override
    public InputStream open() throws IOException {
      var streams = new ArrayList<InputStream>();
      for (Spool part : parts) {
        streams.add(part.open());
      }
      return new SequenceInputStream(Collections.enumeration(streams));
    }
  }

  void end(String id) {
    parts(id).values().forEach(Spool::close);
    uploads.remove(id);
  }

  @Override
  public void close() {
    List.copyOf(uploads.keySet()).forEach(this::end);
  }
}
