package dev.micelio.core.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every object store and every decorator of one promises. There are no switches: what one of
/// them can not do is not in the contract.
@Timeout(300)
public abstract class ObjectStoreContract {
  private static final int RACERS = 32;
  private static final int PAGES_MAX = 10_000;

  private ObjectStore objects;

  /// An object store that holds nothing, opened as a user would open it. Called once per test.
  protected abstract ObjectStore open() throws Exception;

  /// How long the races are. An object store across a slow network may ask for shorter ones.
  protected int rounds() {
    return 40;
  }

  @BeforeEach
  final void openIt() throws Exception {
    objects = open();
  }

  @AfterEach
  final void closeIt() {
    if (objects != null) {
      objects.close();
    }
  }

  // ---- the invariants of the package

  @Test
  final void invariant1_ofAllRacingPutsWithAbsentExactlyOneIsStored() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      var key = new Key("race/" + round);
      var answers =
          Race.run(RACERS, racer -> objects.put(key, text("racer " + racer), Condition.ABSENT));
      var winners = answers.stream().filter(PutAnswer.Stored.class::isInstance).toList();
      assertThat(winners).as("winners of round %d", round).hasSize(1);
      assertThat(read(key)).isEqualTo("racer " + answers.indexOf(winners.getFirst()));
      assertThat(new PutAnswer.Stored(version(key))).isEqualTo(winners.getFirst());
    }
  }

  @Test
  final void invariant2_noRacingUpdateIsLost() throws Exception {
    var key = new Key("counter");
    int each = Math.max(1, rounds() / 8);
    var counts =
        Race.run(
            RACERS,
            _ -> {
              var mine = new ArrayList<Long>();
              while (mine.size() < each) {
                long next = tryIncrement(key);
                if (next > 0) {
                  mine.add(next);
                }
              }
              return mine;
            });
    assertThat(read(key)).isEqualTo("" + RACERS * each);
    assertThat(counts.stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  /// The count that this call stored, or 0 when it lost.
  private long tryIncrement(Key key) {
    try (var fetch = objects.get(key)) {
      long next =
          switch (fetch) {
            case Fetch.Absent _ -> 1;
            case Fetch.Found found -> Long.parseLong(new String(found.bytes(100), UTF_8)) + 1;
          };
      var condition =
          switch (fetch) {
            case Fetch.Absent _ -> Condition.ABSENT;
            case Fetch.Found found -> Condition.matches(found.version());
          };
      return switch (objects.put(key, text("" + next), condition)) {
        case PutAnswer.Stored _ -> next;
        case PutAnswer.Lost _ -> 0;
      };
    }
  }

  @Test
  final void invariant2_ofAllRacingPutsThatMatchOneVersionExactlyOneIsStored() throws Exception {
    var key = new Key("head");
    var version = put(key, "begin");
    for (int round = 0; round < rounds(); round++) {
      var condition = Condition.matches(version);
      String prefix = round + " by ";
      var answers = Race.run(RACERS, racer -> objects.put(key, text(prefix + racer), condition));
      var winners = answers.stream().filter(PutAnswer.Stored.class::isInstance).toList();
      assertThat(winners).as("winners of round %d", round).hasSize(1);
      assertThat(read(key)).isEqualTo(prefix + answers.indexOf(winners.getFirst()));
      version = version(key);
      assertThat(winners.getFirst()).isEqualTo(new PutAnswer.Stored(version));
    }
  }

  @Test
  final void invariant3_aReaderSeesAWholeBodyWhileOthersPut() throws Exception {
    var key = new Key("contended");
    int writers = 4;
    objects.put(key, filled(writers), Condition.ANY);
    var writing = new AtomicInteger(writers);
    Race.run(
        2 * writers,
        racer -> {
          if (racer < writers) {
            try {
              for (int i = 0; i < rounds(); i++) {
                objects.put(key, filled(racer), Condition.ANY);
              }
            } finally {
              writing.decrementAndGet();
            }
          } else {
            do {
              assertFilled(key);
            } while (writing.get() > 0);
          }
          return racer;
        });
    assertFilled(key);
  }

  private static Body filled(int writer) {
    var bytes = new byte[50_000 + 10_000 * writer];
    Arrays.fill(bytes, (byte) writer);
    return Body.of(bytes);
  }

  private void assertFilled(Key key) {
    try (var found = found(objects.get(key))) {
      byte[] bytes = found.bytes(1 << 20);
      assertThat(bytes).hasSize((int) found.size()).hasSize(50_000 + 10_000 * bytes[0]);
      byte[] whole = new byte[bytes.length];
      Arrays.fill(whole, bytes[0]);
      assertThat(Arrays.equals(bytes, whole)).as("all bytes are %d", bytes[0]).isTrue();
    }
  }

  @Test
  final void invariant3_aBodyThatIsReplacedWhileItIsReadIsTheOldOneOrAFailure() {
    var key = new Key("replaced");
    var old = new GeneratedBody(1, 8 << 20);
    objects.put(key, old, Condition.ANY);
    try (var found = found(objects.get(key))) {
      var first = found.body().readNBytes(1000);
      objects.put(key, new GeneratedBody(2, 8 << 20), Condition.ANY);
      objects.delete(key);
      var whole = Stream.of(first, found.body().readAllBytes()).toList();
      assertThat(Digest.of(concatenated(whole))).isEqualTo(digest(old));
    } catch (IOException | Problem _) {
      assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    }
  }

  @Test
  final void invariant4_whatWasStoredIsThereForEveryLaterReader() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      var key = new Key("stored/" + round % 3);
      String body = "body " + round;
      var version = put(key, body);
      var seen = Race.run(4, _ -> read(key) + " " + version(key));
      assertThat(seen).containsOnly(body + " " + version);
      assertThat(keys("stored/" + round % 3, "", 1)).containsExactly(key.text());
    }
  }

  @Test
  final void invariant4_aLostPutChangesNothing() {
    var key = new Key("kept");
    var first = put(key, "first");
    assertLost(objects.put(key, text("lost"), Condition.ABSENT));
    assertThat(read(key)).isEqualTo("first");
    var second = put(key, "second");
    assertLost(objects.put(key, text("lost"), Condition.matches(first)));
    assertThat(read(key)).isEqualTo("second");
    assertThat(version(key)).isEqualTo(second);
  }

  @Test
  final void invariant5_aListingHoldsWhatWasThereThroughoutWhileOthersWrite() throws Exception {
    var stable = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      stable.add("list/%02d/stable".formatted(i));
      put(new Key(stable.getLast()), "" + i);
    }
    var listing = new AtomicBoolean(true);
    Race.run(
        4,
        racer -> {
          if (racer > 0) {
            for (int i = 0; listing.get(); i++) {
              var key = new Key("list/%02d/churn-%d".formatted(i % 40, racer));
              put(key, "x");
              objects.delete(key);
            }
            return racer;
          }
          try {
            for (int i = 0; i < Math.max(1, rounds() / 8); i++) {
              var keys = allKeys("list/", 7);
              assertThat(keys).isSortedAccordingTo(Key.TEXT_ORDER).doesNotHaveDuplicates();
              assertThat(keys).containsAll(stable);
            }
          } finally {
            listing.set(false);
          }
          return racer;
        });
  }

  @Test
  final void invariant5_aListingIsInTheOrderOfBytesAndPagesMakeItWhole() {
    var keys =
        Stream.of(
                "a",
                "A",
                "aa",
                "a/b",
                "a-b",
                "a.b",
                "a/b/c",
                "a/B",
                "a b",
                "a!",
                "b",
                "B/x",
                "b/x",
                "a=",
                "a%41",
                "a~",
                "a/%2F",
                "é",
                "e\u0301",
                "\uff21",
                "\ud83d\ude00",
                "a/\uff21",
                "a/\ud83d\ude00",
                "x".repeat(300) + "/y",
                "x".repeat(300) + "-",
                "x".repeat(299),
                "x".repeat(301),
                "x".repeat(300))
            .sorted(Key.TEXT_ORDER)
            .toList();
    keys.forEach(key -> put(new Key(key), key));
    for (int limit = 1; limit <= keys.size() + 1; limit++) {
      assertThat(allKeys("", limit)).as("pages of %d", limit).isEqualTo(keys);
    }
    for (String prefix : List.of("a", "a/", "a/b", "A", "x", "x".repeat(300), "\ud83d\ude00")) {
      assertThat(allKeys(prefix, 3))
          .as("prefix %s", prefix)
          .isEqualTo(keys.stream().filter(key -> key.startsWith(prefix)).toList());
    }
    keys.forEach(key -> assertThat(read(new Key(key))).isEqualTo(key));
  }

  // ---- one call at a time

  @Test
  final void aKeyThatWasNeverPutIsAbsent() {
    var key = new Key("never/put");
    assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    assertThat(objects.get(key, new Range(5, 5))).isInstanceOf(Fetch.Absent.class);
    assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
    assertThat(objects.list("", "", 10)).isEqualTo(new Page(List.of(), false));
  }

  @Test
  final void aPutWithAnyReplacesWhateverIsThere() {
    var key = new Key("any");
    var first = put(key, "one");
    var second = put(key, "two");
    assertThat(second).isNotEqualTo(first);
    assertThat(read(key)).isEqualTo("two");
  }

  @Test
  final void aPutThatMatchesIsLostWhereNothingIs() {
    var key = new Key("matches");
    var version = put(key, "one");
    objects.delete(key);
    assertLost(objects.put(key, text("two"), Condition.matches(version)));
    assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
  }

  @Test
  final void afterADeleteAbsentHoldsAgain() {
    var key = new Key("again");
    put(key, "one");
    objects.delete(key);
    assertThat(objects.put(key, text("two"), Condition.ABSENT))
        .isInstanceOf(PutAnswer.Stored.class);
    assertThat(read(key)).isEqualTo("two");
  }

  @Test
  final void headSaysWhatGetAndListSay() {
    var key = new Key("said/thrice");
    long before = System.currentTimeMillis();
    var version = put(key, "twelve bytes");
    var head = (Lookup.Found) objects.head(key);
    assertThat(head.version()).isEqualTo(version);
    assertThat(head.size()).isEqualTo(12);
    // S3 counts in seconds, and its clock is not ours
    assertThat(head.modifiedMillis()).isBetween(before - 60_000, before + 60_000);
    try (var found = found(objects.get(key))) {
      assertThat(found.version()).isEqualTo(version);
      assertThat(found.size()).isEqualTo(12);
    }
    var entry = objects.list("said", "", 1).entries().getFirst();
    assertThat(entry.key()).isEqualTo(key);
    assertThat(entry.size()).isEqualTo(12);
    assertThat(entry.modifiedMillis()).isBetween(before - 60_000, before + 60_000);
  }

  @Test
  final void aRangeIsThatPartAndThePastIsEmpty() throws IOException {
    var key = new Key("ranged");
    put(key, "0123456789");
    assertThat(read(key, new Range(0, 1))).isEqualTo("0");
    assertThat(read(key, new Range(3, 4))).isEqualTo("3456");
    assertThat(read(key, new Range(8, 100))).isEqualTo("89");
    assertThat(read(key, Range.from(9))).isEqualTo("9");
    assertThat(read(key, Range.from(10))).isEmpty();
    assertThat(read(key, new Range(11, 1))).isEmpty();
    assertThat(read(key, new Range(Long.MAX_VALUE, Long.MAX_VALUE))).isEmpty();
    try (var past = found(objects.get(key, Range.from(1000)))) {
      assertThat(past.size()).isEqualTo(10);
      assertThat(past.version()).isEqualTo(version(key));
    }
  }

  @Test
  final void anEmptyObjectIsThereAndEmpty() throws IOException {
    var key = new Key("empty");
    put(key, "");
    assertThat(read(key)).isEmpty();
    assertThat(read(key, new Range(0, 1))).isEmpty();
    assertThat(read(key, Range.from(3))).isEmpty();
    assertThat(((Lookup.Found) objects.head(key)).size()).isZero();
    assertThat(objects.list("", "", 1).entries().getFirst().size()).isZero();
    assertLost(objects.put(key, text("x"), Condition.ABSENT));
  }

  @Test
  final void aLargeBodyIsStreamedInAndOut() throws IOException {
    var key = new Key("large");
    var body = new GeneratedBody(3, 20_000_003);
    var wholeBytes = body.open().readAllBytes();
    assertThat(objects.put(key, body, Condition.ABSENT)).isInstanceOf(PutAnswer.Stored.class);
    try (var found = found(objects.get(key))) {
      assertThat(found.size()).isEqualTo(body.size());
      assertThat(found.version()).isEqualTo(version(key));
      assertThat(Digest.of(found.body().readAllBytes())).isEqualTo(Digest.of(wholeBytes));
    }
    try (var part = found(objects.get(key, new Range(9_999_999, 5_000_000)))) {
      assertThat(part.size()).isEqualTo(body.size());
      assertThat(Digest.of(part.body().readAllBytes()))
          .isEqualTo(Digest.of(wholeBytes, 9_999_999, 5_000_000));
    }
    assertLost(objects.put(key, new GeneratedBody(4, 20_000_003), Condition.ABSENT));
    assertThat(((Lookup.Found) objects.head(key)).size()).isEqualTo(body.size());
  }

  @Test
  final void aBodyThatIsNotAsLongAsItSaysStoresNothing() {
    for (long size : List.of(0L, 1L, 999L, 1001L, 10_000_000L)) {
      var key = new Key("wrong/" + size);
      var lying = new Lying(size);
      assertThatThrownBy(() -> objects.put(key, lying, Condition.ANY))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.code()).isEqualTo("objects.body-size"));
      assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
      put(key, "right");
      assertThatThrownBy(() -> objects.put(key, lying, Condition.ANY)).isInstanceOf(Problem.class);
      assertThat(read(key)).isEqualTo("right");
    }
    assertThat(allKeys("wrong/", 100)).hasSize(5);
  }

  private record Lying(long size) implements Body {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(new byte[1000]);
    }
  }

  @Test
  final void aBodyThatCanNotBeReadStoresNothing() {
    var key = new Key("unreadable");
    var torn =
        new Body() {
          @Override
          public long size() {
            return 2_000_000;
          }

          @Override
          public InputStream open() {
            return new SequenceInputStream(
                new ByteArrayInputStream(new byte[1_000_000]), new Broken());
          }
        };
    assertThatThrownBy(() -> objects.put(key, torn, Condition.ABSENT))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.code()).isEqualTo("objects.body-unreadable"));
    assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is on fire");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }

  @Test
  final void whatIsFoundNeedNotBeRead() {
    var key = new Key("unread");
    objects.put(key, new GeneratedBody(5, 1 << 20), Condition.ANY);
    for (int i = 0; i < 300; i++) {
      objects.get(key).close();
    }
    assertThat(((Lookup.Found) objects.head(key)).size()).isEqualTo(1 << 20);
  }

  @Test
  final void aDeleteMayBeRepeated() {
    var key = new Key("gone/deep/down");
    put(key, "x");
    objects.delete(key);
    objects.delete(key);
    objects.delete(new Key("never/was"));
    assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    assertThat(allKeys("", 10)).isEmpty();
  }

  @Test
  final void aDeleteThatNamesAVersionRemovesNoOtherOne() {
    var key = new Key("versioned");
    var stale = put(key, "one");
    var newest = put(key, "two");
    try {
      assertThat(objects.delete(key, stale)).isInstanceOf(DeleteAnswer.Lost.class);
      assertThat(read(key)).isEqualTo("two");
      assertThat(objects.delete(key, newest)).isInstanceOf(DeleteAnswer.Deleted.class);
      assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
      assertThat(objects.delete(key, newest)).isInstanceOf(DeleteAnswer.Lost.class);
    } catch (Problem e) {
      assertThat(e.code()).isEqualTo("objects.conditional-delete");
      assertThat(read(key)).isEqualTo("two");
    }
  }

  @Test
  final void anyKeyIsKeptAsItIs() {
    var keys =
        Stream.of(
                "con",
                "CON",
                "nul.txt",
                "trailing.",
                "trailing..",
                "trailing ",
                " leading",
                ".hidden",
                "..two",
                "...",
                "=",
                "a=",
                "a=/b",
                "a=/b=",
                "~",
                "~a",
                "%",
                "%41",
                "A",
                "%2f",
                "+",
                "a+b",
                "a&b",
                "?x=1",
                "#x",
                "\\",
                "a\\b",
                "c:",
                "*",
                "\"",
                "'",
                "<b>",
                "|",
                "tmp/x",
                "locks/x",
                "format",
                "objects/x",
                "\u00e9",
                "e\u0301",
                "ß",
                "SS",
                "İ",
                "ı",
                "\ud83d\ude00/\ud83d\ude00",
                "日本語/キー",
                "x".repeat(Key.SIZE_BYTES_EVERYWHERE),
                "é".repeat(Key.SIZE_BYTES_EVERYWHERE / 2),
                "E".repeat(300) + "/" + "é".repeat(150) + "/z",
                "s/".repeat(Key.SIZE_BYTES_EVERYWHERE / 2 - 1) + "s")
            .toList();
    keys.forEach(key -> put(new Key(key), "body of " + key));
    keys.forEach(key -> assertThat(read(new Key(key))).isEqualTo("body of " + key));
    assertThat(allKeys("", 1000)).isEqualTo(keys.stream().sorted(Key.TEXT_ORDER).toList());
    keys.forEach(key -> objects.delete(new Key(key)));
    assertThat(allKeys("", 1000)).isEmpty();
  }

  @Test
  final void aKeyLongerThanEveryObjectStoreKeepsIsKeptOrRefused() {
    for (String text :
        List.of("x".repeat(1024), "é".repeat(512), "s/".repeat(511) + "s", "y".repeat(769))) {
      var key = new Key(text);
      try {
        put(key, "kept");
        assertThat(read(key)).isEqualTo("kept");
        assertThat(keys(text, "", 10)).containsExactly(text);
        assertThat(keys("", text, 10)).isEmpty();
        objects.delete(key);
      } catch (Problem e) {
        assertThat(e.code()).isEqualTo("objects.key-too-long");
      }
      assertThat(allKeys("", 10)).isEmpty();
    }
  }

  @Test
  final void aListingBeginsAfterAnyText() {
    List.of("a", "a/b", "b/a", "b/c", "c").forEach(key -> put(new Key(key), key));
    assertThat(keys("", "a/a", 10)).containsExactly("a/b", "b/a", "b/c", "c");
    assertThat(keys("", "a/b", 10)).containsExactly("b/a", "b/c", "c");
    assertThat(keys("", "b/", 2)).containsExactly("b/a", "b/c");
    assertThat(keys("b/", "a", 10)).containsExactly("b/a", "b/c");
    assertThat(keys("b/", "b/a/anything", 10)).containsExactly("b/c");
    assertThat(keys("b/", "b/c", 10)).isEmpty();
    assertThat(keys("b/", "c", 10)).isEmpty();
    assertThat(keys("b/", "b0", 10)).isEmpty();
    assertThat(keys("", "\uffff", 10)).isEmpty();
    assertThat(keys("nothing", "", 10)).isEmpty();
    assertThat(objects.list("b/", "", 1).more()).isTrue();
    assertThat(objects.list("b/", "b/a", 1).more()).isFalse();
  }

  @Test
  final void aLimitIsFromOneToAThousand() {
    for (int limit : List.of(-1, 0, 1001)) {
      assertThatThrownBy(() -> objects.list("", "", limit))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  // ---- signed requests, over real HTTP

  @Test
  final void aSignedGetGivesTheObject() throws Exception {
    var key = new Key("signed/A b=%41+é");
    put(key, "0123456789");
    var get = objects.presign(Access.GET, key, Duration.ofMinutes(5));
    assertThat(get.expiresAtMillis())
        .isBetween(System.currentTimeMillis() + 240_000, System.currentTimeMillis() + 301_000);
    assertThat(send(get, get.uri(), "").body()).isEqualTo("0123456789");
    var part = send(get, get.uri(), "", "Range", "bytes=3-6");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("3456");
    objects.delete(key);
    assertThat(send(get, get.uri(), "").statusCode()).isEqualTo(404);
  }

  @Test
  final void aSignedPutStoresTheObject() throws Exception {
    var key = new Key("signed/put");
    var request = objects.presign(Access.PUT, key, Duration.ofMinutes(5));
    assertThat(send(request, request.uri(), "sent").statusCode()).isEqualTo(200);
    assertThat(read(key)).isEqualTo("sent");
    assertThat(send(request, request.uri(), "sent again").statusCode()).isEqualTo(200);
    assertThat(read(key)).isEqualTo("sent again");
  }

  @Test
  final void aSignedRequestIsForItsKeyAndItsMethodAlone() throws Exception {
    var secret = new Key("signed/other");
    put(new Key("signed/mine"), "mine");
    put(secret, "secret");
    var get = objects.presign(Access.GET, new Key("signed/mine"), Duration.ofMinutes(5));
    var put = objects.presign(Access.PUT, new Key("signed/mine"), Duration.ofMinutes(5));
    String uri = get.uri().toString();
    String tampered = uri.substring(0, uri.length() - 1) + (uri.endsWith("0") ? '1' : '0');
    assertRefused(get, uri.replace("/mine", "/other"), "");
    assertRefused(get, tampered, "");
    assertRefused(get, uri.substring(0, uri.indexOf('?')), "");
    assertRefused(put, put.uri().toString().replace("/mine", "/other"), "overwritten");
    var asPut = new SignedRequest("PUT", get.uri(), get.headers(), get.expiresAtMillis());
    assertRefused(asPut, uri, "overwritten");
    assertThat(read(secret)).isEqualTo("secret");
    assertThat(read(new Key("signed/mine"))).isEqualTo("mine");
  }

  private void assertRefused(SignedRequest request, String uri, String body) throws Exception {
    var response = send(request, URI.create(uri), body);
    assertThat(response.statusCode()).as("%s %s", request.method(), uri).isEqualTo(403);
    assertThat(response.body()).doesNotContain("secret").isNotEqualTo("mine");
  }

  @Test
  @Tag("slow")
  final void aSignedRequestIsRefusedOnceItHasExpired() throws Exception {
    var key = new Key("signed/short");
    put(key, "mine");
    var get = objects.presign(Access.GET, key, Duration.ofSeconds(1));
    var put = objects.presign(Access.PUT, key, Duration.ofSeconds(1));
    Thread.sleep(3000);
    assertRefused(get, get.uri().toString(), "");
    assertRefused(put, put.uri().toString(), "late");
    assertThat(read(key)).isEqualTo("mine");
  }

  @Test
  final void aSignedRequestLivesFromASecondToSevenDays() {
    for (var ttl : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(8))) {
      assertThatThrownBy(() -> objects.presign(Access.GET, new Key("k"), ttl))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static HttpResponse<String> send(
      SignedRequest request, URI uri, String body, String... headers) throws Exception {
    var publisher =
        request.method().equals("PUT")
            ? HttpRequest.BodyPublishers.ofString(body)
            : HttpRequest.BodyPublishers.noBody();
    var builder =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .method(request.method(), publisher);
    request.headers().forEach(builder::header);
    if (headers.length > 0) {
      builder.headers(headers);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  // ---- words of the tests above

  private static Body text(String text) {
    return Body.of(text.getBytes(UTF_8));
  }

  private Version put(Key key, String text) {
    return ((PutAnswer.Stored) objects.put(key, text(text), Condition.ANY)).version();
  }

  private static Fetch.Found found(Fetch fetch) {
    assertThat(fetch).isInstanceOf(Fetch.Found.class);
    return (Fetch.Found) fetch;
  }

  private String read(Key key) {
    try (var found = found(objects.get(key))) {
      byte[] bytes = found.bytes(1 << 20);
      assertThat(bytes).hasSize((int) found.size());
      return new String(bytes, UTF_8);
    }
  }

  private String read(Key key, Range range) throws IOException {
    try (var found = found(objects.get(key, range))) {
      return new String(found.body().readAllBytes(), UTF_8);
    }
  }

  private Version version(Key key) {
    return ((Lookup.Found) objects.head(key)).version();
  }

  private static void assertLost(PutAnswer answer) {
    assertThat(answer).isInstanceOf(PutAnswer.Lost.class);
  }

  private List<String> keys(String prefix, String after, int limit) {
    return objects.list(prefix, after, limit).entries().stream()
        .map(entry -> entry.key().text())
        .toList();
  }

  private List<String> allKeys(String prefix, int limit) {
    var keys = new ArrayList<String>();
    String after = "";
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      var page = objects.list(prefix, after, limit);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      page.entries().forEach(entry -> keys.add(entry.key().text()));
      if (!page.more()) {
        return keys;
      }
      after = keys.getLast();
    }
    throw new AssertionError("a listing of %d keys never ended".formatted(keys.size()));
  }

  private static Digest digest(Body body) throws IOException {
    return Digest.of(body.open().readAllBytes());
  }

  private static byte[] concatenated(List<byte[]> parts) {
    var whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }
}
