package dev.micelio.sim.law;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The contents that agents wrote, by their digest. All have lines that are replaced, never added
/// or removed: so a merge of two is known line by line.
public final class Texts {
  private final Map<Digest, List<String>> lines = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes the bytes
  public record Text(Digest digest, byte[] bytes) {}

  /// Remembers a text of these lines, each of which ends with a line feed in it.
  public Text write(List<String> text) {
    byte[] bytes = (String.join("\n", text) + "\n").getBytes(UTF_8);
    var digest = Digest.of(bytes);
    lines.putIfAbsent(digest, List.copyOf(text));
    return new Text(digest, bytes);
  }

  public Optional<List<String>> read(Digest digest) {
    return Optional.ofNullable(lines.get(digest));
  }

  /// Empty when both sides replaced one line by different ones, or one of the three is no text.
  Optional<Text> merge(Digest base, Digest ours, Digest theirs) {
    var before = lines.get(base);
    var left = lines.get(ours);
    var right = lines.get(theirs);
    if (before == null
        || left == null
        || right == null
        || before.size() != left.size()
        || before.size() != right.size()) {
      return Optional.empty();
    }
    var merged = new ArrayList<String>();
    for (int i = 0; i < before.size(); i++) {
      String line = before.get(i);
      if (Objects.equals(left.get(i), line)) {
        merged.add(right.get(i));
      } else if (right.get(i).equals(line) || right.get(i).equals(left.get(i))) {
        merged.add(left.get(i));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(write(merged));
  }
}
