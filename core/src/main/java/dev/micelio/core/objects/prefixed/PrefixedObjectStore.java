package dev.micelio.core.objects.prefixed;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import java.time.Duration;

/// The objects of `whole` whose keys begin with a prefix and `/`, under what follows. Closing it
/// closes `whole`.
public final class PrefixedObjectStore implements ObjectStore {
  /// With its `/`, so that [Key#SIZE_BYTES_EVERYWHERE] remain.
  public static final int PREFIX_BYTES_MAX = Key.SIZE_BYTES_MAX - Key.SIZE_BYTES_EVERYWHERE;

  private final ObjectStore whole;
  private final String prefix;
  private final int prefixBytes;

  public PrefixedObjectStore(ObjectStore whole, Key prefix) {
    this.whole = whole;
    this.prefix = prefix.text() + "/";
    this.prefixBytes = prefix.bytes().length + 1;
    if (prefixBytes > PREFIX_BYTES_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "objects.prefix-too-long",
          "a prefix of %d bytes; with the / after it %d are possible: %s"
              .formatted(prefixBytes - 1, PREFIX_BYTES_MAX, prefix),
          "choose a shorter prefix");
    }
  }

  @Override
  public Fetch get(Key key, Range range) {
    return whole.get(below(key), range);
  }

  @Override
  public Lookup head(Key key) {
    return whole.head(below(key));
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    return whole.put(below(key), body, condition);
  }

  @Override
  public void delete(Key key) {
    whole.delete(below(key));
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    return whole.delete(below(key), version);
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    var page = whole.list(this.prefix + prefix, after.isEmpty() ? "" : this.prefix + after, limit);
    return new Page(page.entries().stream().map(this::above).toList(), page.more());
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return whole.presign(access, below(key), ttl);
  }

  @Override
  public void close() {
    whole.close();
  }

  private Key below(Key key) {
    int keyBytes = key.bytes().length;
    if (keyBytes > Key.SIZE_BYTES_MAX - prefixBytes) {
      throw new Problem(
          Problem.Kind.INVALID,
          "objects.key-too-long",
          "a key of %d bytes; below the prefix %s %d are possible: %s…"
              .formatted(
                  keyBytes,
                  prefix,
                  Key.SIZE_BYTES_MAX - prefixBytes,
                  key.text().substring(0, Math.min(100, key.text().length()))),
          "use a shorter key, or open the object store with a shorter prefix");
    }
    return new Key(prefix + key.text());
  }

  private Page.Entry above(Page.Entry entry) {
    String text = entry.key().text().substring(prefix.length());
    return new Page.Entry(new Key(text), entry.size(), entry.modifiedMillis());
  }
}
