package dev.micelio.core.objects.directory;

import dev.micelio.core.env.Env;
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
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Objects as files of one directory, which any number of processes may have open at once.
///
/// Nothing is answered before it is durable. Every change is made under the key's stripe: what is
/// seen while a stripe is free or held by oneself is durable, because whoever changes it keeps the
/// stripe until it is, and whoever died on the way has left an intent.
public final class DirectoryObjectStore implements ObjectStore {
  private static final int SMALL_BYTES_MAX = 256 * 1024;

  private final Env env;
  private final SignedUrls urls;
  private final Path root;
  private final Path objects;
  private final LockFile locks;
  private final TemporaryDirectory temporary;
  private final Tree tree;
  private final Steps steps;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DirectoryObjectStore(
      Env env,
      SignedUrls urls,
      Path root,
      LockFile locks,
      TemporaryDirectory temporary,
      Steps steps) {
    this.env = env;
    this.urls = urls;
    this.root = root;
    this.objects = root.resolve(Layout.OBJECTS);
    this.locks = locks;
    this.temporary = temporary;
    this.tree = new Tree(root, objects, steps);
    this.steps = steps;
  }

  /// Opens the directory, or begins it where it is empty or missing.
  public static DirectoryObjectStore open(Env env, Path directory, SignedUrls urls) {
    return open(env, directory, urls, Steps.UNWATCHED);
  }

  static DirectoryObjectStore open(Env env, Path directory, SignedUrls urls, Steps steps) {
    try {
      var root = Layout.prepare(env, directory);
      return apart(
          env,
          root,
          () -> {
            var locks = LockFile.open(root.resolve(Layout.LOCKS));
            try {
              var temporary = TemporaryDirectory.take(root.resolve(Layout.TEMPORARY), locks);
              return new DirectoryObjectStore(env, urls, root, locks, temporary, steps);
            } catch (IOException | RuntimeException e) {
              locks.close();
              throw e;
            }
          });
    } catch (IOException e) {
      throw Faults.problem(directory, e);
    }
  }

  /// Works in a thread of its own, which nobody can interrupt: an interrupt would close the lock
  /// file under every other thread of this process.
  private static <T> T apart(Env env, Path root, LockFile.Work<T> work) {
    Supplier<T> guarded =
        () -> {
          try {
            return work.run();
          } catch (IOException e) {
            throw Faults.problem(root, e);
          }
        };
    return env.fork("object-directory", guarded).await();
  }

  @Override
  public Fetch get(Key key, Range range) {
    step("get " + key);
    var fetch = read(key, range);
    env.step("got " + key);
    return fetch;
  }

  private Fetch read(Key key, Range range) {
    try {
      var opened = ObjectFile.open(Names.file(objects, key));
      return new Fetch.Found(opened.version(), opened.size(), opened.body(range));
    } catch (NoSuchFileException _) {
      demandRoot();
      return new Fetch.Absent();
    } catch (IOException e) {
      throw fault(key, e);
    }
  }

  @Override
  public Lookup head(Key key) {
    step("head " + key);
    var lookup = look(key);
    env.step("headed " + key);
    return lookup;
  }

  private Lookup look(Key key) {
    var file = Names.file(objects, key);
    try {
      var opened = ObjectFile.open(file, 0);
      opened.channel().close();
      var modified =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .lastModifiedTime();
      return new Lookup.Found(opened.version(), opened.size(), modified.toMillis());
    } catch (NoSuchFileException _) {
      demandRoot();
      return new Lookup.Absent();
    } catch (IOException e) {
      throw fault(key, e);
    }
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    step("put " + key);
    var id = new byte[ObjectFile.VERSION_BYTES];
    env.random().nextBytes(id);
    boolean stored;
    try {
      var file = Names.file(objects, key);
      stored = write(key, file, id, body, condition);
    } catch (IOException e) {
      throw fault(key, e);
    }
    env.step("putted " + key);
    return stored ? new PutAnswer.Stored(ObjectFile.version(id)) : new PutAnswer.Lost();
  }

  private static boolean holds(Path file, Condition condition) throws IOException {
    return switch (condition) {
      case Condition.Any _ -> true;
      case Condition.Absent _ -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      case Condition.Matches(var version) -> version.equals(versionOf(file));
    };
  }

  private static @Nullable Version versionOf(Path file) throws IOException {
    try {
      return ObjectFile.versionOf(file);
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /// A small body is read first and written when it is known to win: of many that race for one key,
  /// all but one then leave the disk alone. It takes memory and the stripe's time, so that a large
  /// one is written first.
  private boolean write(Key key, Path file, byte[] id, Body body, Condition condition)
      throws IOException {
    boolean small = body.size() <= SMALL_BYTES_MAX;
    var content = small ? inMemory(body) : body;
    var written = temporary.newFile();
    if (!small) {
      // The first look saves the stripe for those who will win; what it sees may not be durable
      // yet.
      if (!holds(file, condition) && change(key, _ -> !holds(file, condition))) {
        return false;
      }
    }
    try {
      if (!small) {
        ObjectFile.write(written, id, content, steps);
      }
      boolean linked = condition instanceof Condition.Absent;
      boolean stored =
          change(
              key,
              stripe -> {
                if (!holds(file, condition)) {
                  return false;
                }
                if (small) {
                  ObjectFile.write(written, id, content, steps);
                }
                return name(key, stripe, written, file, linked);
              });
      if (!stored || linked) {
        steps.before("remove the temporary name");
        Files.deleteIfExists(written);
      }
      return stored;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(written);
      throw e;
    }
  }

  private static Body inMemory(Body body) throws IOException {
    try (var in = body.openExactly()) {
      return Body.of(in.readAllBytes());
    }
  }

  /// Gives the written file its name, and answers when that is durable.
  private boolean name(Key key, int stripe, Path written, Path file, boolean linked)
      throws IOException {
    steps.before("write the intent");
    locks.intend(stripe, key);
    boolean named = true;
    try {
      tree.enter(
          directoryOf(file),
          () -> {
            steps.before("give the file its name");
            if (linked) {
              Files.createLink(file, written); // replaces nothing, even where locks do not work
            } else {
              Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
          });
    } catch (FileAlreadyExistsException _) { // of a writer who knows no stripes
      named = false;
    }
    tree.sync(directoryOf(file));
    steps.before("remove the intent");
    locks.done(stripe);
    return named;
  }

  @Override
  public void delete(Key key) {
    step("delete " + key);
    remove(key, null);
    env.step("deleted " + key);
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    step("delete " + key);
    boolean removed = remove(key, version);
    env.step("deleted " + key);
    return removed ? new DeleteAnswer.Deleted() : new DeleteAnswer.Lost();
  }

  private boolean remove(Key key, @Nullable Version version) {
    var file = Names.file(objects, key);
    try {
      boolean removed =
          change(
              key,
              stripe -> {
                boolean wanted =
                    version == null
                        ? Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        : version.equals(versionOf(file));
                if (wanted) {
                  unlink(key, stripe, file);
                }
                return wanted;
              });
      if (removed) {
        tree.removeEmpty(directoryOf(file));
      } else {
        demandRoot();
      }
      return removed;
    } catch (IOException e) {
      throw fault(key, e);
    }
  }

  private void unlink(Key key, int stripe, Path file) throws IOException {
    steps.before("write the intent");
    locks.intend(stripe, key);
    steps.before("remove the object");
    Files.delete(file);
    tree.sync(directoryOf(file));
    steps.before("remove the intent");
    locks.done(stripe);
  }

  private interface Change {
    boolean under(int stripe) throws IOException;
  }

  /// Works under the stripe of `key`, after what a dead holder of it left undone.
  private boolean change(Key key, Change change) {
    int stripe = LockFile.stripe(key);
    return apart(
        env,
        root,
        () ->
            locks.under(
                env,
                stripe,
                () -> {
                  finish(stripe);
                  return change.under(stripe);
                }));
  }

  private void finish(int stripe) throws IOException {
    var key = locks.intent(stripe);
    if (key == null) {
      return;
    }
    var directory = directoryOf(Names.file(objects, key));
    try {
      if (Files.exists(directory)) {
        tree.sync(directory);
      }
    } catch (NoSuchFileException _) {
      // removed meanwhile, by one who made its last change durable before
    }
    locks.done(stripe);
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    Page.checkLimit(limit);
    step("list " + prefix);
    Page page;
    try {
      page = new Listing(objects, prefix, after, limit).page();
    } catch (IOException e) {
      throw Faults.problem(root, e);
    }
    if (page.entries().isEmpty()) {
      demandRoot();
    }
    env.step("listed " + prefix);
    return page;
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return urls.sign(access, key, ttl);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      apart(
          env,
          root,
          () -> {
            temporary.close();
            locks.close();
            return true;
          });
    }
  }

  private void step(String what) {
    if (closed.get()) {
      throw new IllegalStateException("the object directory " + root + " was closed");
    }
    env.step(what);
  }

  /// Nothing is absent from a directory that is not there.
  private void demandRoot() {
    if (!Files.exists(root.resolve(Layout.FORMAT))) {
      throw Faults.gone(root);
    }
  }

  private Problem fault(Key key, IOException e) {
    var file = Names.file(objects, key);
    return Files.isSymbolicLink(file) ? Faults.symbolicLink(file) : Faults.problem(root, e);
  }

  private static Path directoryOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "below objects/");
  }
}
