package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.Dialect.EtagForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds out what a server does with conditions, by trying each, first alone, then raced by
/// [#WRITERS] at once. Every trial has a key of its own below a scratch prefix, so that a limit on
/// writes per key changes no finding; all are deleted afterwards.
final class DialectProbe {
  static final int WRITERS = 16;
  static final int ROUNDS = 8;

  /// How often a trial is repeated that a busy server kept from ending.
  static final int TRIES_MAX = 4;

  static final Duration PAUSE = Duration.ofMillis(1100);

  private static final String SCRATCH = ".mic-probe/";
  private static final String WRONG_ETAG = "00000000000000000000000000000000";
  private static final int BODY_BYTES_MAX = 64 << 10;

  private final Env env;
  private final S3Calls calls;
  private final String scratch;
  private final List<String> keys = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private boolean lostRaceAsError;

  DialectProbe(Env env, S3Calls calls, String prefix) {
    this.env = env;
    this.calls = calls;
    var id = new byte[8];
    env.random().nextBytes(id);
    this.scratch =
        (prefix.isEmpty() ? "" : prefix + "/") + SCRATCH + HexFormat.of().formatHex(id) + "/";
  }

  /// A 500 that Ceph up to 18 answers when a put lost between the check of its condition and the
  /// write.
  static boolean isLostRace(Reply.Failed failed) {
    return failed.status() == 500 && failed.code().equals("UnknownError");
  }

  Dialect run() {
    try {
      EtagForm form = trial(this::etagForm);
      trial(this::absentAlone);
      trial(key -> matchesAlone(key, form));
      if (broken.isEmpty()) {
        race(form);
      }
      boolean delete = broken.isEmpty() && trial(key -> deletesConditionally(key, form));
      boolean complete = broken.isEmpty() && trial(key -> endsUploadsConditionally(key, form));
      // it takes luck to see a lost race answered so; the bare form is Ceph's alone, which does it
      boolean asError = lostRaceAsError || form == EtagForm.BARE;
      return new Dialect(form, delete, complete, asError, broken);
    } finally {
      keys.forEach(this::remove);
    }
  }

  private void race(EtagForm form) {
    // connections that have yet to be made would let the puts come one after the other
    trial(key -> race(_ -> exists(key)));
    boolean absent = true;
    boolean matches = true;
    for (int i = 0; i < ROUNDS; i++) {
      boolean held = i % 2 == 0;
      absent = absent && trial(key -> absentRaced(key, held));
      matches = matches && trial(key -> matchesRaced(key, form, held));
    }
  }

  private void remove(String key) {
    try {
      calls.delete(key, When.ANY);
    } catch (Problem _) {
      // an object that stays is below a prefix that says what it is; the finding is what counts
    }
  }

  /// Runs a trial on a key of its own. One that met a server too busy to answer says nothing, and
  /// is begun again.
  private <T> T trial(Function<String, T> trial) {
    return patiently(() -> {
      String key = scratch + keys.size();
      keys.add(key);
      return trial.apply(key);
    });
  }

  private <T> T patiently(Supplier<T> asking) {
    for (int tries = 1; ; tries++) {
      try {
        return asking.get();
      } catch (Problem e) {
        if (e.kind() != Problem.Kind.UNAVAILABLE || tries == TRIES_MAX) {
          throw e;
        }
      }
      env.sleep(PAUSE);
    }
  }

  private boolean exists(String key) {
    return patiently(() -> calls.head(key) != null);
  }

  /// A form that works, or the usual one when a put that matches is never stored.
  private EtagForm etagForm(String key) {
    String etag = stored(put(key, "one", When.ANY));
    for (var form : EtagForm.values()) {
      if (answered(put(key, "two", When.matches(form.write(etag)))) instanceof Reply.Done done) {
        if (done.etag().equals(etag)) {
          broken.add("puts of different bytes had the same entity tag, " + etag);
        }
        return form;
      }
    }
    broken.add("a put that matched the version was refused, with its entity tag quoted and bare");
    return EtagForm.QUOTED;
  }

  private boolean absentAlone(String key) {
    stored(put(key, "one", When.ABSENT));
    mustLose("a put with If-None-Match: * where an object is", put(key, "two", When.ABSENT));
    return mustRead(key, "one", "a put with If-None-Match: *, answered as refused,");
  }

  private boolean matchesAlone(String key, EtagForm form) {
    var wrong = When.matches(form.write(WRONG_ETAG));
    mustLose("a put with If-Match where nothing is", put(key, "one", wrong));
    mustBeAbsent(key);
    stored(put(key, "two", When.ANY));
    mustLose("a put with If-Match and another version's entity tag", put(key, "three", wrong));
    return mustRead(key, "two", "a put with a wrong If-Match, answered as refused,");
  }

  private void mustLose(String what, Reply reply) {
    if (answered(reply) instanceof Reply.Done) {
      broken.add(what + " was stored");
    }
  }

  private boolean mustRead(String key, String expected, String what) {
    String found = read(key);
    if (broken.isEmpty() && !found.equals(expected)) {
      broken.add(what + " changed the object");
    }
    return true;
  }

  private void mustBeAbsent(String key) {
    if (broken.isEmpty() && exists(key)) {
      broken.add("a put with If-Match where nothing is, answered as refused, made an object");
    }
  }

  private boolean absentRaced(String key, boolean held) {
    return judge(key, "If-None-Match: *", racePuts(key, When.ABSENT, held));
  }

  private boolean matchesRaced(String key, EtagForm form, boolean held) {
    var when = When.matches(form.write(stored(put(key, "base", When.ANY))));
    return judge(key, "one If-Match", racePuts(key, when, held));
  }

  /// Each writer puts its number. Either all requests begin at the same moment, or they all end
  /// then, when all have begun.
  private List<Reply> racePuts(String key, When when, boolean held) {
    if (!held) {
      return race(i -> put(key, "" + i, when));
    }
    var gatherings =
        Stream.generate(() -> new Gathering(env, WRITERS)).limit(HeldBody.READINGS).toList();
    return race(i -> {
      try (var body = new HeldBody("" + i, gatherings)) {
        return calls.put(key, body, when);
      }
    });
  }

  private <T> List<T> race(Function<Integer, T> writer) {
    var start = new Gathering(env, WRITERS);
    var writers = IntStream.range(0, WRITERS).boxed().toList();
    return env.all(
        "s3-probe",
        writers,
        WRITERS,
        i -> {
          start.countAndWait();
          return writer.apply(i);
        });
  }

  private boolean judge(String key, String condition, List<Reply> replies) {
    int stored =
        Collections.frequency(replies.stream().map(Reply::getClass).toList(), Reply.Done.class);
    String raced = WRITERS + " puts at once with " + condition + ": ";
    if (stored > 1) {
      broken.add(raced + stored + " were answered as stored");
      return false;
    }
    if (stored == 0) { // whoever won, if anybody did, was not told
      throw replies.stream()
          .filter(Reply.Failed.class::isInstance)
          .map(reply -> ((Reply.Failed) reply).problem())
          .findFirst()
          .orElseGet(() -> nobodyWon(raced));
    }
    String last = read(key);
    if (!last.equals("" + winner(replies))) {
      broken.add(raced + "one was answered as stored, but another one's bytes are there");
      return false;
    }
    lostRaceAsError |= replies.stream().anyMatch(DialectProbe::isLostRaceReply);
    return true;
  }

  private Problem nobodyWon(String raced) {
    return calls
        .problems()
        .problem(
            Problem.Kind.UNAVAILABLE,
            "s3.contended",
            raced + "all were refused",
            "try again when nothing else uses the server",
            null);
  }

  private static int winner(List<Reply> replies) {
    return IntStream.range(0, replies.size())
        .filter(i -> replies.get(i) instanceof Reply.Done)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLostRaceReply(Reply reply) {
    return reply instanceof Reply.Failed failed && isLostRace(failed);
  }

  private boolean deletesConditionally(String key, EtagForm form) {
    var right = When.matches(form.write(stored(put(key, "one", When.ANY))));
    var wrong = When.matches(form.write(WRONG_ETAG));
    if (isDone(calls.delete(key, wrong)) || !exists(key)) {
      return false;
    }
    var replies = race(_ -> calls.delete(key, right));
    boolean once = replies.stream().filter(DialectProbe::isDone).count() == 1;
    return once && !exists(key) && !isDone(calls.delete(key, right));
  }

  private boolean endsUploadsConditionally(String key, EtagForm form) {
    var right = When.matches(form.write(stored(put(key, "one", When.ANY))));
    try {
      return !isDone(upload(key, "two", When.ABSENT))
          && !isDone(upload(key, "three", When.matches(form.write(WRONG_ETAG))))
          && read(key).equals("one")
          && isDone(upload(key, "four", right))
          && read(key).equals("four");
    } catch (Problem e) {
      if (e.kind() == Problem.Kind.INVALID) { // no uploads in parts at all
        return false;
      }
      throw e;
    }
  }

  private Reply upload(String key, String text, When when) {
    Body body = Body.of(text.getBytes(UTF_8));
    String upload = patiently(() -> calls.beginUpload(key));
    var part = patiently(() -> calls.putPart(key, upload, 1, body));
    Reply reply = calls.endUpload(key, upload, List.of(part), body.size(), when);
    if (!isDone(reply)) {
      patiently(() -> {
        calls.dropUpload(key, upload);
        return upload;
      });
    }
    return reply;
  }

  private Reply put(String key, String text, When when) {
    return calls.put(key, Body.of(text.getBytes(UTF_8)), when);
  }

  /// Ends the trial when nobody knows.
  private static boolean isDone(Reply reply) {
    if (reply instanceof Reply.Failed failed
        && failed.problem().kind() == Problem.Kind.UNAVAILABLE
        && !isLostRace(failed)) {
      throw failed.problem();
    }
    return reply instanceof Reply.Done;
  }

  /// What was done or refused; anything else ends the trial.
  private static Reply answered(Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      throw failed.problem();
    }
    return reply;
  }

  private static String stored(Reply reply) {
    return switch (reply) {
      case Reply.Done(var etag) -> etag;
      case Reply.Refused refused -> throw refused.problem();
      case Reply.Failed failed -> throw failed.problem();
    };
  }

  private String read(String key) {
    return switch (patiently(() -> calls.get(key, null))) {
      case S3Calls.Got.Found(var response) -> {
        try (response) {
          // a held body is filled up with zeros
          yield new String(response.readNBytes(BODY_BYTES_MAX), UTF_8).replace("\0", "");
        } catch (IOException e) {
          throw calls.problems().of("get " + key, new UncheckedIOException(e));
        }
      }
      case S3Calls.Got.Absent _ -> "";
      case S3Calls.Got.OutOfRange _ -> "";
    };
  }
}
