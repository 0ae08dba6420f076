package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Verifies every chunk it is given and forgets it. Keeps the manifest, and makes the chunks again
/// from the content that is known to have been written.
final class ForgetfulObjects implements ObjectStore {
  private static final Version VERSION = new Version("1");

  private static final int FASTEST_LEVEL = -50;

  private record Place(long offset, int size) {}

  private final Map<Key, Place> chunks = new ConcurrentHashMap<>();
  private final Map<Key, byte[]> manifests = new ConcurrentHashMap<>();

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    try (var in = body.openExactly()) {
      byte[] stored = in.readAllBytes();
      var digest = Digest.parse(key.text().substring("blobs/00/".length()));
      if (stored[3] == 'C') {
        remember(digest, stored);
      } else {
        Unpacker.unpack(digest, stored, BlobFormat.CHUNK_SIZE_MAX);
      }
      return new PutAnswer.Stored(VERSION);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void remember(Digest digest, byte[] stored) {
    manifests.put(BlobFormat.key(digest), stored);
    var manifest = Manifest.read(digest, stored);
    for (int i = 0; i < manifest.count(); i++) {
      chunks.put(
          BlobFormat.key(manifest.chunk(i)), new Place(manifest.start(i), manifest.chunkSize(i)));
    }
  }

  @Override
  public Fetch get(Key key, Range range) {
    byte[] manifest = manifests.get(key);
    if (manifest != null) {
      return found(manifest);
    }
    var place = chunks.get(key);
    if (place == null) {
      return new Fetch.Absent();
    }
    var raw = new byte[place.size];
    new SeekableContent(place.offset, place.offset + place.size).read(raw, 0, raw.length);
    return found(BlobInvariantsTest.stored(raw, FASTEST_LEVEL));
  }

  private static Fetch found(byte[] stored) {
    return new Fetch.Found(VERSION, stored.length, new ByteArrayInputStream(stored));
  }

  @Override
  public Lookup head(Key key) {
    return new Lookup.Absent();
  }

  @Override
  public void delete(Key key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
