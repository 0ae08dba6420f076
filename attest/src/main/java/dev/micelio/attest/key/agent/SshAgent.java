package dev.micelio.attest.key.agent;

import dev.micelio.attest.key.OpenSigner;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.file.SshBlob;
import dev.micelio.attest.key.file.SshFields;
import dev.micelio.attest.key.file.SshLine;
import dev.micelio.core.env.Env;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running ssh-agent. Each question is a conversation of its own.
public final class SshAgent {
  public static final int KEYS_MAX = 1024;
  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int FAILURE = 5;

  private final Env env;
  private final Path socket;
  private final Patience patience;

  /// How long an answer may take.
  ///
  /// @param signing longer, because somebody may be asked to confirm
  public record Patience(Duration listing, Duration signing) {
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(120));
  }

  public SshAgent(Env env, Path socket, Patience patience) {
    this.env = env;
    this.socket = socket;
    this.patience = patience;
  }

  /// The agent that the environment names.
  public static SshAgent of(Env env, Map<String, String> environment) {
    String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
    if (socket.isEmpty()) {
      throw Faults.none("SSH_AUTH_SOCK is not set", null);
    }
    try {
      return new SshAgent(env, Path.of(socket), Patience.USUAL);
    } catch (InvalidPathException e) {
      throw Faults.none("SSH_AUTH_SOCK is no path", e);
    }
  }

  /// The keys that it holds and that mic can use. An agent that is locked holds none.
  public List<SshLine> keys() {
    return held().keys;
  }

  private record Held(int all, List<SshLine> keys) {}

  private Held held() {
    var answer =
        ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER, patience.listing, "any key");
    long count = answer.u32();
    if (count > KEYS_MAX) {
      throw Faults.malformed(count + " keys (at most " + KEYS_MAX + " are read)");
    }
    var keys = new ArrayList<SshLine>();
    for (int i = 0; i < count; i++) {
      byte[] blob = answer.string();
      String comment = SshLine.printable(answer.string());
      if (SshBlob.type(blob, Faults::malformed).equals(SshBlob.TYPE)) {
        keys.add(new SshLine(SshBlob.read(blob, Faults::malformed), comment));
      }
    }
    answer.end();
    return new Held((int) count, keys);
  }

  /// Signs with a key that the agent holds.
  public OpenSigner signer(PublicKey key) {
    var held = held();
    if (held.keys.stream().noneMatch(line -> line.key().equals(key))) {
      throw Faults.noKey(SshLine.fingerprint(key), held.all);
    }
    return new AgentSigner(this, key);
  }

  byte[] sign(PublicKey key, byte[] message) {
    byte[] blob = SshBlob.write(key);
    int size = 1 + 3 * Integer.BYTES + blob.length + message.length;
    if (size > AgentConnection.MESSAGE_BYTES_MAX) {
      throw Faults.tooLarge(size, AgentConnection.MESSAGE_BYTES_MAX);
    }
    byte[] question =
        ByteBuffer.allocate(size)
            .put((byte) SIGN_REQUEST)
            .putInt(blob.length)
            .put(blob)
            .putInt(message.length)
            .put(message)
            .putInt(0)
            .array();
    var answer = ask(question, SIGN_RESPONSE, patience.signing, SshLine.fingerprint(key));
    var signed = new SshFields(answer.string(), Faults::malformed);
    answer.end();
    if (!signed.name().equals(SshBlob.TYPE)) {
      throw Faults.malformed("a signature of another type");
    }
    byte[] signature = signed.string();
    signed.end();
    if (!key.verifies(message, signature)) {
      throw Faults.malformed("a signature that is not one of the key");
    }
    return signature;
  }

  private SshFields ask(byte[] question, int expected, Duration patience, String of) {
    byte[] bytes;
    try (var connection = AgentConnection.open(env, socket)) {
      bytes = connection.ask(question, patience);
    }
    var answer = new SshFields(bytes, Faults::malformed);
    int type = answer.u8();
    if (type == FAILURE) {
      throw Faults.refused(of);
    }
    if (type != expected) {
      throw Faults.malformed("a message of type " + type);
    }
    return answer;
  }
}
