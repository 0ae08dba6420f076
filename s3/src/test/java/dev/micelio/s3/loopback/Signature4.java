package dev.micelio.s3.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Verifies AWS Signature Version 4, in the header or in the query. Answers what the signature says
/// of the body: its digest in hex, or `UNSIGNED-PAYLOAD`.
final class Signature4 {
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration SKEW_MAX = Duration.ofMinutes(15);
  private static final long EXPIRES_SECONDS_MAX = 7 * 24 * 3600;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private final String accessKey;
  private final String secretKey;

  Signature4(String accessKey, String secretKey) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  String verify(Request request, Instant now) {
    String header = request.header("Authorization");
    if (header != null) {
      return verifyHeader(request, header, now);
    }
    if (request.has("X-Amz-Signature")) {
      return verifyQuery(request, now);
    }
    throw new Refusal(403, "AccessDenied", "not signed");
  }

  private String verifyHeader(Request request, String header, Instant now) {
    if (!header.startsWith(ALGORITHM + " ")) {
      throw new Refusal(403, "AccessDenied", "signed in another way");
    }
    var fields = new HashMap<String, String>();
    for (String field : header.substring(ALGORITHM.length()).split(",", -1)) {
      String[] both = field.strip().split("=", 2);
      fields.put(both[0], both.length < 2 ? "" : both[1]);
    }
    String date = required(request.header("x-amz-date"));
    if (Duration.between(instant(date), now).abs().compareTo(SKEW_MAX) > 0) {
      throw new Refusal(403, "RequestTimeTooSkewed", "the clocks are too far apart");
    }
    String payload = required(request.header("x-amz-content-sha256"));
    check(request, fields, date, payload, "");
    return payload;
  }

  private String verifyQuery(Request request, Instant now) {
    if (!ALGORITHM.equals(request.parameter("X-Amz-Algorithm"))) {
      throw new Refusal(403, "AccessDenied", "signed in another way");
    }
    var fields =
        Map.of(
            "Credential", required(request.parameter("X-Amz-Credential")),
            "SignedHeaders", required(request.parameter("X-Amz-SignedHeaders")),
            "Signature", required(request.parameter("X-Amz-Signature")));
    String date = required(request.parameter("X-Amz-Date"));
    check(request, fields, date, UNSIGNED, "X-Amz-Signature");
    long seconds = Long.parseLong(required(request.parameter("X-Amz-Expires")));
    var age = Duration.between(instant(date), now);
    if (seconds < 1 || seconds > EXPIRES_SECONDS_MAX || age.toSeconds() >= seconds) {
      throw new Refusal(403, "AccessDenied", "Request has expired");
    }
    if (age.negated().compareTo(SKEW_MAX) > 0) {
      throw new Refusal(403, "RequestTimeTooSkewed", "signed in the future");
    }
    return UNSIGNED;
  }

  private static String required(@Nullable String value) {
    if (value == null) {
      throw new Refusal(403, "AccessDenied", "the signature is not whole");
    }
    return value;
  }

  private static Instant instant(String date) {
    try {
      return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException _) {
      throw new Refusal(403, "AccessDenied", "not a date");
    }
  }

  private void check(
      Request request, Map<String, String> fields, String date, String payload, String except) {
    List<String> scope = List.of(required(fields.get("Credential")).split("/", -1));
    if (scope.size() != 5 || !scope.getFirst().equals(accessKey)) {
      throw new Refusal(403, "InvalidAccessKeyId", "nobody has this access key");
    }
    if (!scope.get(1).equals(date.substring(0, 8)) || !scope.get(3).equals("s3")) {
      throw new Refusal(403, "SignatureDoesNotMatch", "signed for another day or service");
    }
    String names = required(fields.get("SignedHeaders"));
    demandSigned(request, List.of(names.split(";", -1)));
    String canonical = canonical(request, names, payload, except);
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            date,
            String.join("/", scope.subList(1, 5)),
            HexFormat.of().formatHex(sha256(canonical.getBytes(UTF_8))));
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : scope.subList(1, 5)) {
      key = hmac(key, part);
    }
    String expected = HexFormat.of().formatHex(hmac(key, toSign));
    byte[] found = required(fields.get("Signature")).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected.getBytes(UTF_8), found)) {
      throw new Refusal(403, "SignatureDoesNotMatch", "the signature is another one");
    }
  }

  /// The host and all that S3 gives a meaning to, so that nothing can be added to a signed request.
  private static void demandSigned(Request request, List<String> names) {
    for (String header : request.exchange().getRequestHeaders().keySet()) {
      String name = header.toLowerCase(Locale.ROOT);
      if ((name.startsWith("x-amz-") || name.equals("host")) && !names.contains(name)) {
        throw new Refusal(403, "AccessDenied", "the signature leaves out " + name);
      }
    }
  }

  private static String canonical(Request request, String names, String payload, String except) {
    var out = new StringBuilder(request.method()).append('\n');
    out.append(
        String.join(
            "/", Arrays.stream(request.path().split("/", -1)).map(Request::encoded).toList()));
    out.append('\n').append(request.canonicalQuery(except)).append('\n');
    for (String name : names.split(";", -1)) {
      var values = request.exchange().getRequestHeaders().getOrDefault(name, List.of());
      out.append(name).append(':');
      out.append(String.join(",", values).strip().replaceAll(" +", " ")).append('\n');
    }
    return out.append('\n').append(names).append('\n').append(payload).toString();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
