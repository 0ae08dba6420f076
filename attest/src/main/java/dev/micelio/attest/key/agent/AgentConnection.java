package dev.micelio.attest.key.agent;

import dev.micelio.core.env.Env;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One question to an agent and its answer: each is a length and so many bytes. For one thread.
final class AgentConnection implements AutoCloseable {
  /// What OpenSSH's agent itself takes at most.
  static final int MESSAGE_BYTES_MAX = 256 * 1024;

  private final Env env;
  private final Path socket;
  private final SocketChannel channel;
  private final Selector selector;

  private AgentConnection(Env env, Path socket, SocketChannel channel, Selector selector) {
    this.env = env;
    this.socket = socket;
    this.channel = channel;
    this.selector = selector;
  }

  static AgentConnection open(Env env, Path socket) {
    env.step("open an ssh-agent");
    @Nullable SocketChannel channel = null;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      return new AgentConnection(env, socket, channel, Selector.open());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      closeQuietly(channel);
      throw Faults.none("nobody listens at " + socket, e);
    }
  }

  private static void closeQuietly(@Nullable SocketChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException _) {
        // it was of no use already
      }
    }
  }

  /// The answer's bytes, at least one.
  byte[] ask(byte[] question, Duration patience) {
    long deadline = env.nanos() + patience.toNanos();
    env.step("ask an ssh-agent");
    try {
      var out = ByteBuffer.allocate(Integer.BYTES + question.length);
      out.putInt(question.length).put(question).flip();
      while (out.hasRemaining()) {
        await(SelectionKey.OP_WRITE, deadline, patience);
        channel.write(out);
      }
      int size = read(Integer.BYTES, deadline, patience).getInt();
      if (size < 1 || size > MESSAGE_BYTES_MAX) {
        throw Faults.malformed("a message of %d bytes".formatted(Integer.toUnsignedLong(size)));
      }
      return read(size, deadline, patience).array();
    } catch (EOFException _) {
      throw Faults.malformed("it ended the conversation");
    } catch (IOException e) {
      throw Faults.none("the one at " + socket + " went away", e);
    }
  }

  private ByteBuffer read(int size, long deadline, Duration patience) throws IOException {
    var in = ByteBuffer.allocate(size);
    while (in.hasRemaining()) {
      await(SelectionKey.OP_READ, deadline, patience);
      if (channel.read(in) < 0) {
        throw new EOFException();
      }
    }
    return in.flip();
  }

  private void await(int operation, long deadline, Duration patience) throws IOException {
    channel.register(selector, operation);
    selector.selectedKeys().clear();
    long millis = (deadline - env.nanos()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) {
      throw Faults.silent(socket, patience.toSeconds());
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
    try {
      selector.close();
    } catch (IOException _) {
      // nothing is left that could be lost
    }
  }
}
