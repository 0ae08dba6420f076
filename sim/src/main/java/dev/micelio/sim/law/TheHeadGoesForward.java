package dev.micelio.sim.law;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import dev.micelio.core.project.ProjectKeys;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The head is a hint that only goes forward, is never ahead of the log and says what the log says;
/// behind it the nodes of all commits are in their place.
final class TheHeadGoesForward implements Law {
  private static final int SIZE_BYTES = 48;

  /// Nodes of commits that the head has not passed.
  private record Uncopied(long last, List<Digest> nodes) {}

  private final Deque<Uncopied> uncopied = new ArrayDeque<>();
  private long position;

  @Override
  public String name() {
    return "the head goes forward";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    switch (seen) {
      case Seen.Committed(long last, var nodes) ->
          uncopied.add(new Uncopied(last, nodes.stream().map(Digest::of).toList()));
      case Seen.Changed(var key, var bytes) when key.equals(ProjectKeys.HEAD) -> {
        if (bytes == null || bytes.length != SIZE_BYTES) {
          throw violated("the head is not " + SIZE_BYTES + " bytes");
        }
        moved(ByteBuffer.wrap(bytes).getLong(), bytes, ledger);
      }
      case Seen.Ended() -> {
        if (position != ledger.position()) {
          throw violated("the log ends at " + ledger.position() + ", the head is at " + position);
        }
      }
      default -> {}
    }
  }

  private void moved(long to, byte[] bytes, Ledger ledger) {
    if (to < position || to > ledger.position()) {
      throw violated(
          "it went from %d to %d, and the log ends at %d"
              .formatted(position, to, ledger.position()));
    }
    long at = ByteBuffer.wrap(bytes).getLong(SIZE_BYTES - Long.BYTES);
    if (!Digest.at(bytes, Long.BYTES).equals(ledger.treeAt(to)) || at != ledger.at(to).bits()) {
      throw violated("at " + to + " it has another tree or time than the log");
    }
    position = to;
    while (!uncopied.isEmpty() && uncopied.element().last() <= to) {
      for (var node : uncopied.remove().nodes()) {
        if (ledger.object(key(node)).isEmpty()) {
          throw violated("it is at " + to + ", and node " + node.brief() + " is not copied");
        }
      }
    }
  }

  private static Key key(Digest node) {
    return new Key("trees/" + node.hex().substring(0, 2) + "/" + node.hex() + ".bin");
  }
}
