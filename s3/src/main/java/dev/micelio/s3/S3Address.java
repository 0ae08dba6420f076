package dev.micelio.s3;

import dev.micelio.core.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where objects are, as people write it: `s3://bucket` or `s3://bucket/prefix`.
///
/// @param prefix without `/` at its ends; empty when there is none
public record S3Address(String bucket, String prefix) {
  private static final String SCHEME = "s3://";
  private static final Pattern BUCKET =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,61}[a-zA-Z0-9]");

  public static S3Address parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw malformed(text, "it does not begin with s3://");
    }
    String rest = text.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    if (!BUCKET.matcher(bucket).matches()) {
      throw malformed(text, "\"" + bucket + "\" is not a bucket's name");
    }
    if (bucket.endsWith("--x-s3")) {
      throw malformed(text, "a directory bucket does not list its keys in order");
    }
    String prefix = slash < 0 ? "" : withoutSlashes(rest.substring(slash));
    return new S3Address(bucket, prefix);
  }

  private static String withoutSlashes(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && text.charAt(begin) == '/') {
      begin++;
    }
    while (end > begin && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(begin, end);
  }

  private static Problem malformed(String text, String why) {
    return new Problem(
        Problem.Kind.INVALID,
        "s3.bad-address",
        "not an address of objects in S3: " + why + ": \"" + text + "\"",
        "write it as s3://bucket/prefix, with the name of a general purpose bucket");
  }

  /// Reads the address of a server: `http` or `https`, a host, perhaps a port.
  public static URI endpoint(String text) {
    try {
      var uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // said below, together with the other ways to be wrong
    }
    throw new Problem(
        Problem.Kind.INVALID,
        "s3.bad-endpoint",
        "not the address of an S3 server: \"" + text + "\"",
        "write it as https://host or http://host:port");
  }
}
