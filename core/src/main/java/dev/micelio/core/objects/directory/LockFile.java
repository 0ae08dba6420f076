package dev.micelio.core.objects.directory;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Key;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The file whose byte ranges the processes lock: one range per stripe of keys, one per process
/// that has the directory open. The bytes of a stripe hold its intent.
///
/// A lock belongs to the process, and closing *any* channel to the file gives up all of them. So
/// there is one channel per file in a process, shared by all who opened the same directory, and the
/// file is never opened in any other way. Within the process a stripe is a [ReentrantLock] as well.
///
/// An interrupt closes a channel, too: callers work on one from a thread that nobody else knows.
final class LockFile {
  static final int STRIPES = 256;

  /// Room for a length and the longest key, never across a page.
  static final int INTENT_BYTES = 2048;

  /// Locks of processes stand where the file has no bytes.
  private static final long PROCESSES_AT = 1L << 40;

  static final int PROCESSES_MAX = 4096;

  /// How often a held stripe is asked for before one waits in the system's queue. Those in the
  /// queue are served in turn, each as late as the machine's load lets it run; asking again lets
  /// whoever runs go first, and the queue keeps the unlucky from waiting for ever.
  private static final int ASKED_MAX = 100;

  private static final Duration ASKED_EVERY = Duration.ofMillis(1);

  /// The system sees a deadlock where threads of two processes wait for different stripes of each
  /// other's, because it counts a process as one owner; it then refuses, and asking again helps.
  private static final int REFUSALS_MAX = 2000;

  private static final ReentrantLock OPENING = new ReentrantLock();
  private static final Map<Object, LockFile> OPEN = new HashMap<>();

  private final Object identity;
  private final FileChannel channel;
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
  private int users;

  private LockFile(Object identity, FileChannel channel) {
    this.identity = identity;
    this.channel = channel;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  static LockFile open(Path file) throws IOException {
    try {
      Files.createFile(file); // made without opening one that is there
    } catch (FileAlreadyExistsException _) {
      // another process or an earlier run made it
    }
    OPENING.lock();
    try {
      Object identity =
          Objects.requireNonNullElseGet(
              Files.readAttributes(file, BasicFileAttributes.class).fileKey(),
              file::toAbsolutePath);
      var open = OPEN.get(identity);
      if (open == null) {
        open =
            new LockFile(
                identity,
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        OPEN.put(identity, open);
      }
      open.users++;
      return open;
    } finally {
      OPENING.unlock();
    }
  }

  void close() throws IOException {
    OPENING.lock();
    try {
      users--;
      if (users == 0) {
        OPEN.remove(identity);
        channel.close();
      }
    } finally {
      OPENING.unlock();
    }
  }

  /// The lock of process number `number`, or null when somebody holds it.
  @Nullable FileLock tryProcess(int number) throws IOException {
    try {
      return channel.tryLock(PROCESSES_AT + number, 1, false);
    } catch (OverlappingFileLockException _) { // held in this very process
      return null;
    }
  }

  static int stripe(Key key) {
    var crc = new CRC32C();
    crc.update(key.bytes());
    return (int) (crc.getValue() % STRIPES);
  }

  interface Work<T> {
    T run() throws IOException;
  }

  /// Does `work` while no other thread of any process works under the same stripe.
  <T> T under(Env env, int stripe, Work<T> work) throws IOException {
    for (int tries = 0; ; tries++) {
      stripes[stripe].lock();
      try {
        var lock = tries < ASKED_MAX ? channel.tryLock(at(stripe), 1, false) : lock(stripe);
        if (lock != null) {
          try (lock) {
            return work.run();
          }
        }
      } finally {
        stripes[stripe].unlock();
      }
      if (tries == ASKED_MAX + REFUSALS_MAX) {
        throw new Problem(
            Problem.Kind.UNAVAILABLE,
            "objects.lock-refused",
            "the system refused a file lock " + REFUSALS_MAX + " times",
            "see that the file system supports locks (NFS needs lockd), then try again");
      }
      env.sleep(ASKED_EVERY);
    }
  }

  /// Waits in the queue. Null when the system refused.
  private @Nullable FileLock lock(int stripe) throws IOException {
    try {
      return channel.lock(at(stripe), 1, false);
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException _) {
      return null;
    }
  }

  private static long at(int stripe) {
    return (long) stripe * INTENT_BYTES;
  }

  /// The key whose change was begun under this stripe and never ended.
  @Nullable Key intent(int stripe) throws IOException {
    var record = ByteBuffer.allocate(Short.BYTES + Key.SIZE_BYTES_MAX);
    while (record.hasRemaining() && channel.read(record, at(stripe) + record.position()) > 0) {}
    record.flip();
    int length = record.remaining() < Short.BYTES ? 0 : record.getShort();
    if (length <= 0 || length > record.remaining()) {
      return null;
    }
    try {
      return new Key(new String(record.array(), Short.BYTES, length, StandardCharsets.UTF_8));
    } catch (Problem _) { // a power failure tore it, and then what is there is durable
      return null;
    }
  }

  void intend(int stripe, Key key) throws IOException {
    byte[] bytes = key.bytes();
    write(
        stripe,
        ByteBuffer.allocate(Short.BYTES + bytes.length).putShort((short) bytes.length).put(bytes));
  }

  void done(int stripe) throws IOException {
    write(stripe, ByteBuffer.allocate(Short.BYTES).putShort((short) 0));
  }

  private void write(int stripe, ByteBuffer record) throws IOException {
    record.flip();
    int written = channel.write(record, at(stripe));
    if (record.hasRemaining()) {
      throw new IOException("only " + written + " bytes of an intent could be written");
    }
  }
}
