package dev.micelio.core.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import java.net.URI;

/// An object store in memory whose signed requests nobody serves, and words for its objects.
public final class Memory {
  private Memory() {}

  public static MemoryObjectStore open(Env env) {
    return new MemoryObjectStore(
        env, SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1:1/")));
  }

  public static Version put(ObjectStore objects, String key, byte[] bytes) {
    var answer = objects.put(new Key(key), Body.of(bytes), Condition.ANY);
    return ((PutAnswer.Stored) answer).version();
  }

  public static Version put(ObjectStore objects, String key, String text) {
    return put(objects, key, text.getBytes(UTF_8));
  }

  public static byte[] bytes(ObjectStore objects, Key key) {
    return bytes(objects, key, Range.ALL);
  }

  public static byte[] bytes(ObjectStore objects, Key key, Range range) {
    try (var fetch = objects.get(key, range)) {
      return ((Fetch.Found) fetch).bytes(1 << 26);
    }
  }

  public static String text(ObjectStore objects, String key) {
    return new String(bytes(objects, new Key(key)), UTF_8);
  }
}
