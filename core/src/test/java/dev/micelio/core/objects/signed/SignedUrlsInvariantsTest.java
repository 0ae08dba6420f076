package dev.micelio.core.objects.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.SignedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignedUrlsInvariantsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final ManualEnv clock = new ManualEnv();
  private final SignedUrls urls =
      new SignedUrls(clock, URI.create("https://forge.example/objects"), SECRET);

  @Test
  void invariant1_whatWasSignedIsGrantedUntilItExpires() {
    for (String text : List.of("a", "a/b", "A b%41+&=?#é\ud83d\ude00/~", "x".repeat(1024))) {
      for (var access : Access.values()) {
        var key = new Key(text);
        clock.goTo(1_000_000);
        var request = urls.sign(access, key, HOUR);
        assertThat(request.method()).isEqualTo(access.name());
        assertThat(request.expiresAtMillis()).isEqualTo(1_000_000 + HOUR.toMillis());
        clock.goTo(request.expiresAtMillis() - 1);
        assertThat(judge(access.name(), request.uri().toString()))
            .isEqualTo(new Permission.Granted(access, key));
      }
    }
  }

  @Test
  void invariant1_aSignatureIsAlwaysTheSameForTheSameSecret() {
    clock.goTo(1_700_000_000_000L);
    assertThat(urls.sign(Access.PUT, new Key("projects/é"), HOUR))
        .isEqualTo(
            new SignedRequest(
                "PUT",
                URI.create(
                    "https://forge.example/objects/projects/%C3%A9?expires=1700003600000&signature="
                        + "aaad0126e4b59fcb2a943e2907104c2d132e9f0ee061c1d06ee651f492b5cf97"),
                java.util.Map.of(),
                1_700_003_600_000L));
  }

  @Test
  void invariant2_whereAnyCharacterWasChangedItIsRefused() {
    String uri = urls.sign(Access.GET, new Key("a/b"), HOUR).uri().toString();
    int path = uri.indexOf("/objects");
    for (int i = path; i < uri.length(); i++) {
      for (char c : "0aA/%&=.".toCharArray()) {
        if (uri.charAt(i) != c) {
          String changed = uri.substring(0, i) + c + uri.substring(i + 1);
          assertThat(judgeRaw("GET", changed)).as(changed).isEqualTo(new Permission.Refused());
        }
      }
      String shorter = uri.substring(0, i) + uri.substring(i + 1);
      assertThat(judgeRaw("GET", shorter)).as(shorter).isEqualTo(new Permission.Refused());
    }
    for (String method : List.of("PUT", "HEAD", "POST", "get", "")) {
      assertThat(judgeRaw(method, uri)).isEqualTo(new Permission.Refused());
    }
    assertThat(judgeRaw("GET", uri + "&x=1")).isEqualTo(new Permission.Refused());
  }

  @Test
  void invariant2_anotherSecretSignsNothingHere() {
    var others = SignedUrls.withFreshSecret(clock, URI.create("https://forge.example/objects"));
    String uri = others.sign(Access.GET, new Key("a"), HOUR).uri().toString();
    assertThat(judge("GET", uri)).isEqualTo(new Permission.Refused());
    assertThatThrownBy(() -> new SignedUrls(clock, URI.create("http://x"), new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant3_aRequestIsRefusedOnceItHasExpired() {
    var request = urls.sign(Access.GET, new Key("a"), HOUR);
    clock.goTo(request.expiresAtMillis());
    assertThat(judge("GET", request.uri().toString())).isEqualTo(new Permission.Refused());
    clock.goTo(Long.MAX_VALUE);
    assertThat(judge("GET", request.uri().toString())).isEqualTo(new Permission.Refused());
  }

  private Permission judge(String method, String uri) {
    var parsed = URI.create(uri);
    return urls.judge(method, parsed.getRawPath(), parsed.getRawQuery());
  }

  private Permission judgeRaw(String method, String uri) {
    int path = uri.indexOf("/", "https://".length());
    int query = uri.indexOf('?');
    return query < path
        ? urls.judge(method, uri.substring(Math.max(0, path)), "")
        : urls.judge(method, uri.substring(path, query), uri.substring(query + 1));
  }
}
