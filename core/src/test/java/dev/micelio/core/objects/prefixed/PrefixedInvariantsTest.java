package dev.micelio.core.objects.prefixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ScriptedObjectStore;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrefixedInvariantsTest {
  private final ScriptedObjectStore whole = new ScriptedObjectStore(Memory.open(new ManualEnv()));
  private final PrefixedObjectStore ours = new PrefixedObjectStore(whole, new Key("ours"));

  @Test
  void invariant1_nothingOutsideThePrefixIsSeenOrChanged() {
    for (String key : List.of("ours", "our", "ours2/a", "ours-/a", "theirs/a", "a")) {
      Memory.put(whole, key, key);
    }
    assertThat(keys(ours, "", "")).isEmpty();
    Memory.put(ours, "a", "mine");
    Memory.put(ours, "theirs/a", "mine");
    ours.delete(new Key("ours"));
    assertThat(ours.get(new Key("ours2/a"))).isInstanceOf(Fetch.Absent.class);
    assertThat(keys(whole, "", ""))
        .containsExactly(
            "a", "our", "ours", "ours-/a", "ours/a", "ours/theirs/a", "ours2/a", "theirs/a");
    assertThat(Memory.text(whole, "a")).isEqualTo("a");
    assertThat(Memory.text(whole, "theirs/a")).isEqualTo("theirs/a");
    assertThat(ours.presign(Access.GET, new Key("a"), Duration.ofMinutes(1)).uri().getPath())
        .isEqualTo("/ours/a");
  }

  @Test
  void invariant2_keysComeBackWithoutThePrefixInTheSameOrder() {
    var inOurs = List.of("a", "ours/a", "ours/b", "z");
    inOurs.forEach(key -> Memory.put(ours, key, key));
    assertThat(keys(ours, "", "")).isEqualTo(inOurs);
    assertThat(keys(ours, "ours/", "")).containsExactly("ours/a", "ours/b");
    assertThat(keys(ours, "", "ours/a")).containsExactly("ours/b", "z");
    assertThat(keys(ours, "ours/", "a")).containsExactly("ours/a", "ours/b");
    assertThat(keys(whole, "ours/", "ours/ours/a")).containsExactly("ours/ours/b", "ours/z");
  }

  @Test
  void invariant3_everyKeyOfTheSizeKeptEverywhereFitsBelowEveryPrefix() {
    var longest = new Key("é".repeat(PrefixedObjectStore.PREFIX_BYTES_MAX / 2 - 1) + "p");
    var deep = new PrefixedObjectStore(whole, longest);
    var key = new Key("k".repeat(Key.SIZE_BYTES_EVERYWHERE));
    Memory.put(deep, key.text(), "kept");
    assertThat(keys(deep, "", "")).containsExactly(key.text());
    int asked = whole.calls().size();
    assertThatThrownBy(() -> deep.head(new Key(key.text() + "k")))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).isEqualTo("objects.key-too-long");
              assertThat(e.what()).startsWith("a key of 769 bytes; below the prefix ");
            });
    assertThat(whole.calls()).hasSize(asked);
  }

  @Test
  void aPrefixThatLeavesTooLittleForKeysIsRefused() {
    assertThatThrownBy(() ->
            new PrefixedObjectStore(
                whole, new Key("p".repeat(PrefixedObjectStore.PREFIX_BYTES_MAX))))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.code()).isEqualTo("objects.prefix-too-long"));
  }

  private static List<String> keys(ObjectStore objects, String prefix, String after) {
    return objects.list(prefix, after, 100).entries().stream()
        .map(entry -> entry.key().text())
        .toList();
  }
}
