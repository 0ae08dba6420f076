package dev.micelio.core.objects.signed;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and judges signed URLs of the form `<base>/<key>?expires=<milliseconds since
/// 1970>&signature=<64 hex digits>`.
public final class SignedUrls {
  public static final int SECRET_BYTES_MIN = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern QUERY =
      Pattern.compile("expires=([1-9][0-9]{0,17})&signature=([0-9a-f]{64})");

  private final Env env;
  private final String base;
  private final String basePath;
  private final SecretKeySpec secret;

  /// Below `base`, which may have a path, everything is taken for a key.
  public SignedUrls(Env env, URI base, byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "a secret has at least " + SECRET_BYTES_MIN + " bytes, not " + secret.length);
    }
    this.env = env;
    this.base = withSlash(base.toString());
    this.basePath = withSlash(base.getRawPath());
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /// With a secret that ends with the process.
  public static SignedUrls withFreshSecret(Env env, URI base) {
    var secret = new byte[SECRET_BYTES_MIN];
    env.random().nextBytes(secret);
    return new SignedUrls(env, base, secret);
  }

  private static String withSlash(String text) {
    return text.endsWith("/") ? text : text + "/";
  }

  public SignedRequest sign(Access access, Key key, Duration ttl) {
    SignedRequest.checkTtl(ttl);
    long expires = env.nowMillis() + ttl.toMillis();
    String signature = HexFormat.of().formatHex(signature(access, key, expires));
    var uri =
        URI.create(
            base + Percent.encode(key.text()) + "?expires=" + expires + "&signature=" + signature);
    return new SignedRequest(access.name(), uri, Map.of(), expires);
  }

  /// Judges a request by its method and by its path and query as they came over the wire.
  public Permission judge(String method, String rawPath, String rawQuery) {
    var query = QUERY.matcher(rawQuery);
    if (!query.matches() || !rawPath.startsWith(basePath)) {
      return new Permission.Refused();
    }
    try {
      var access = Access.valueOf(method);
      var key = new Key(Percent.decode(rawPath.substring(basePath.length())));
      long expires = Long.parseLong(query.group(1));
      byte[] presented = HexFormat.of().parseHex(query.group(2));
      boolean signed = MessageDigest.isEqual(presented, signature(access, key, expires));
      return signed && env.nowMillis() < expires
          ? new Permission.Granted(access, key)
          : new Permission.Refused();
    } catch (IllegalArgumentException | Problem _) { // no such method, or no key: never signed
      return new Permission.Refused();
    }
  }

  /// Neither methods nor keys have a line feed, so the three can not be confused.
  private byte[] signature(Access access, Key key, long expires) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      String signed = "micelio signed url 1\n" + access + "\n" + expires + "\n" + key.text();
      return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
