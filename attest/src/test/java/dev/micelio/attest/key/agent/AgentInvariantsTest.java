package dev.micelio.attest.key.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.SecretKey;
import dev.micelio.attest.key.file.SshBlob;
import dev.micelio.attest.key.file.SshLine;
import dev.micelio.attest.testkit.RunningAgent;
import dev.micelio.attest.testkit.Tool;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AgentInvariantsTest {
  private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);
  private static final SshAgent.Patience SHORT =
      new SshAgent.Patience(Duration.ofSeconds(2), Duration.ofSeconds(2));

  @TempDir Path directory;
  private final SecretKey key = SecretKey.of(HexFormat.of().parseHex("11".repeat(32)));

  private static Problem problem(Runnable asking) {
    try {
      asking.run();
    } catch (Problem problem) {
      return problem;
    }
    throw new AssertionError("it went well");
  }

  private static byte[] message(byte[]... parts) {
    int size = 0;
    for (var part : parts) {
      size += part.length;
    }
    var message = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
    for (var part : parts) {
      message.put(part);
    }
    return message.array();
  }

  private static byte[] string(byte[] content) {
    return message(content);
  }

  /// An agent that answers each conversation with the next of these bytes.
  private final class Scripted implements AutoCloseable {
    private final ServerSocketChannel server =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final Path socket = directory.resolve("scripted");
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

    Scripted(List<byte[]> answers, boolean hangUp) throws IOException {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual()
          .start(() -> {
            try {
              for (var answer : answers) {
                var channel = server.accept();
                open.add(channel);
                channel.read(ByteBuffer.allocate(100_000));
                channel.write(ByteBuffer.wrap(answer));
                if (hangUp) {
                  channel.close();
                }
              }
              server.accept();
            } catch (IOException _) {
              // the test is over
            }
          });
    }

    SshAgent agent() {
      return new SshAgent(new MachineEnv(), socket, SHORT);
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (var channel : open) {
        channel.close();
      }
      Files.deleteIfExists(socket);
    }
  }

  private byte[] holding() {
    return message(
        new byte[] {12, 0, 0, 0, 1}, string(SshBlob.write(key.publicKey())), string(new byte[0]));
  }

  private static byte[] signed(byte[] signature) {
    return message(
        new byte[] {14}, string(concat(string("ssh-ed25519".getBytes(UTF_8)), string(signature))));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  @Test
  void invariant1_aSignatureThatIsNotOneOfTheKeyIsNotHandedOn() throws Exception {
    byte[] good = key.sign(MESSAGE);
    byte[] bad = good.clone();
    bad[63] ^= 1;
    for (var wrong : List.of(bad, new byte[64], new byte[0], key.sign(new byte[0]))) {
      try (var scripted = new Scripted(List.of(holding(), signed(wrong)), false);
          var signer = scripted.agent().signer(key.publicKey())) {
        assertThat(problem(() -> signer.sign(MESSAGE)).code()).isEqualTo("agent.malformed");
      }
    }
    try (var scripted = new Scripted(List.of(holding(), signed(good)), false);
        var signer = scripted.agent().signer(key.publicKey())) {
      assertThat(signer.sign(MESSAGE)).isEqualTo(good);
    }
  }

  @Test
  void invariant2_silenceAndNonsenseEndInAProblem() throws Exception {
    for (var answer :
        List.of(
            new byte[0],
            new byte[] {0, 0},
            new byte[] {0, 0, 0, 9, 12},
            Arrays.copyOf(holding(), 40))) {
      try (var scripted = new Scripted(List.of(answer), false)) {
        assertThat(problem(scripted.agent()::keys).code()).isEqualTo("agent.silent");
      }
    }
    for (var answer :
        List.of(
            new byte[] {0, 0, 0, 0},
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {0, 4, 0, 1},
            new byte[] {0, 0, 0, 1, 14},
            new byte[] {0, 0, 0, 1, 12},
            new byte[] {0, 0, 0, 5, 12, 0x7f, 0, 0, 0},
            new byte[] {0, 0, 0, 6, 12, 0, 0, 0, 0, 0},
            message(new byte[] {12, 0, 0, 0, 1}, string(new byte[3]), string(new byte[0])))) {
      try (var scripted = new Scripted(List.of(answer), false)) {
        assertThat(problem(scripted.agent()::keys).code())
            .as(HexFormat.of().formatHex(answer))
            .isEqualTo("agent.malformed");
      }
    }
    try (var scripted = new Scripted(List.of(new byte[] {0, 0}), true)) {
      assertThat(problem(scripted.agent()::keys).code()).isEqualTo("agent.malformed");
    }
    try (var scripted = new Scripted(List.of(holding(), new byte[] {0, 0, 0, 1, 5}), false);
        var signer = scripted.agent().signer(key.publicKey())) {
      assertThat(problem(() -> signer.sign(MESSAGE)).code()).isEqualTo("agent.refused");
      assertThat(problem(() -> signer.sign(new byte[AgentConnection.MESSAGE_BYTES_MAX])).code())
          .isEqualTo("agent.too-large");
    }
  }

  @Test
  void noAgentIsToldAsSuch() throws Exception {
    var env = new MachineEnv();
    assertThat(problem(() -> SshAgent.of(env, Map.of())).what())
        .isEqualTo("no ssh-agent answers: SSH_AUTH_SOCK is not set");
    var file = Files.createFile(directory.resolve("file"));
    for (String socket : List.of("/nowhere", file.toString(), "/" + "x".repeat(300))) {
      assertThat(problem(() -> SshAgent.of(env, Map.of("SSH_AUTH_SOCK", socket)).keys()).code())
          .isEqualTo("agent.none");
    }
  }

  @Test
  void aRealAgentSignsWithTheKeysItHolds() throws Exception {
    Tool.out(directory, "ssh-keygen", "-q", "-t", "ed25519", "-C", "mine", "-N", "", "-f", "id");
    Tool.out(directory, "ssh-keygen", "-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", "id_rsa");
    Tool.out(directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "other");
    var line = SshLine.read("id.pub", Files.readAllBytes(directory.resolve("id.pub")));
    var other = SshLine.read("other", Files.readAllBytes(directory.resolve("other.pub")));
    try (var running = RunningAgent.start(directory)) {
      var agent = SshAgent.of(new MachineEnv(), running.environment());
      assertThat(agent.keys()).isEmpty();
      assertThat(problem(() -> agent.signer(line.key())).what())
          .startsWith("the ssh-agent holds no key, or is locked; wanted is SHA256:");
      running.add("-q", directory.resolve("id_rsa").toString());
      running.add("-q", directory.resolve("id").toString());
      assertThat(agent.keys()).containsExactly(line);
      assertThat(problem(() -> agent.signer(other.key())).what())
          .startsWith("the ssh-agent holds 2 keys, but not SHA256:");
      try (var signer = agent.signer(line.key())) {
        for (int size : List.of(0, 1, 1000, 200_000)) {
          var message = new byte[size];
          assertThat(line.key().verifies(message, signer.sign(message))).isTrue();
        }
        running.add("-q", "-D");
        assertThat(problem(() -> signer.sign(MESSAGE)).code()).isEqualTo("agent.refused");
      }
      // whoever asks before each use has nobody here to ask
      running.add("-q", "-c", directory.resolve("id").toString());
      try (var signer = agent.signer(line.key())) {
        assertThat(problem(() -> signer.sign(MESSAGE)).code()).isEqualTo("agent.refused");
      }
    }
    assertThat(
            problem(() ->
                    SshAgent.of(
                            new MachineEnv(),
                            Map.of("SSH_AUTH_SOCK", directory.resolve("agent.socket").toString()))
                        .keys())
                .code())
        .isEqualTo("agent.none");
  }
}
