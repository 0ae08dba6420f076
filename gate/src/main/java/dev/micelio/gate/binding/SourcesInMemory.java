package dev.micelio.gate.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Answers and nodes in maps, in the order in which they were last wanted; the first goes first.
/// For many threads.
public final class SourcesInMemory implements KnownSources {
  /// Those of twenty checks for some three thousand trees, in about 16 MiB.
  public static final int ANSWERS_MAX = 65_536;

  /// The patterns stand here by their digest: by themselves they can be large, and each reading of
  /// a policy makes them anew.
  private record Question(Digest tree, Digest inputs) {
    static Question of(Digest tree, Patterns inputs) {
      // no pattern holds a NUL
      return new Question(tree, Digest.of(String.join("\0", inputs.texts()).getBytes(UTF_8)));
    }
  }

  /// About as many as the restricted trees of a million files have.
  public static final long NODES_BYTES_MAX = 64 << 20;

  private final int answersMax;
  private final long nodesBytesMax;
  private final ReentrantLock lock = new ReentrantLock(); // guards what stands below
  private final LinkedHashMap<Question, Digest> answers = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<Digest, byte[]> nodes = new LinkedHashMap<>(16, 0.75f, true);
  private long nodesBytes;

  public SourcesInMemory() {
    this(ANSWERS_MAX, NODES_BYTES_MAX);
  }

  SourcesInMemory(int answersMax, long nodesBytesMax) {
    this.answersMax = answersMax;
    this.nodesBytesMax = nodesBytesMax;
  }

  @Override
  public Optional<Digest> find(Digest tree, Patterns inputs) {
    var question = Question.of(tree, inputs);
    lock.lock();
    try {
      return Optional.ofNullable(answers.get(question));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void keep(Digest tree, Patterns inputs, Digest source) {
    var question = Question.of(tree, inputs);
    lock.lock();
    try {
      answers.put(question, source);
      while (answers.size() > answersMax) {
        answers.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<byte[]> findNode(Digest id) {
    lock.lock();
    try {
      return Optional.ofNullable(nodes.get(id));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void keepNode(Digest id, byte[] node) {
    lock.lock();
    try {
      byte[] before = nodes.put(id, node);
      nodesBytes += node.length - (before == null ? 0 : before.length);
      while (nodesBytes > nodesBytesMax) {
        nodesBytes -= nodes.pollFirstEntry().getValue().length;
      }
    } finally {
      lock.unlock();
    }
  }
}
