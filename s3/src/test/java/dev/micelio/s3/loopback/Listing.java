package dev.micelio.s3.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// ListObjectsV2, without delimiters.
final class Listing {
  private static final int KEYS_MAX = 1000;

  private final ObjectStore objects;
  private final String bucket;

  Listing(ObjectStore objects, String bucket) {
    this.objects = objects;
    this.bucket = bucket;
  }

  Answer answer(Request request) {
    if (!"2".equals(request.parameter("list-type")) || request.has("delimiter")) {
      throw new Refusal(501, "NotImplemented", "only ListObjectsV2 without a delimiter");
    }
    String prefix = Objects.requireNonNullElse(request.parameter("prefix"), "");
    boolean encoded = "url".equals(request.parameter("encoding-type"));
    var page = objects.list(prefix, after(request), limit(request.parameter("max-keys")));
    var xml = new StringBuilder("<ListBucketResult><Name>" + bucket + "</Name>");
    element(xml, "Prefix", prefix, encoded);
    if (encoded) {
      xml.append("<EncodingType>url</EncodingType>");
    }
    xml.append("<KeyCount>").append(page.entries().size()).append("</KeyCount>");
    xml.append("<IsTruncated>").append(page.more()).append("</IsTruncated>");
    if (page.more()) {
      byte[] last = page.entries().getLast().key().bytes();
      element(xml, "NextContinuationToken", Base64.getUrlEncoder().encodeToString(last), false);
    }
    for (Page.Entry entry : page.entries()) {
      xml.append("<Contents>");
      element(xml, "Key", entry.key().text(), encoded);
      element(xml, "LastModified", Instant.ofEpochMilli(entry.modifiedMillis()).toString(), false);
      element(xml, "Size", "" + entry.size(), false);
      xml.append("</Contents>");
    }
    return Answer.xml(200, xml.append("</ListBucketResult>").toString());
  }

  private static void element(StringBuilder xml, String name, String text, boolean encoded) {
    String written = encoded ? Request.encoded(text).replace("%2F", "/") : Answer.escaped(text);
    xml.append('<').append(name).append('>').append(written);
    xml.append("</").append(name).append('>');
  }

  private static String after(Request request) {
    String token = request.parameter("continuation-token");
    return token == null
        ? Objects.requireNonNullElse(request.parameter("start-after"), "")
        : new String(Base64.getUrlDecoder().decode(token), UTF_8);
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return KEYS_MAX;
    }
    if (!text.matches("[1-9]\\d{0,9}")) {
      throw new Refusal(400, "InvalidArgument", "max-keys is 1 or more");
    }
    return (int) Math.min(KEYS_MAX, Long.parseLong(text));
  }
}
