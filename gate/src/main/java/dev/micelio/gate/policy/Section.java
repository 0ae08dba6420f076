package dev.micelio.gate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.text.Shown;
import dev.micelio.gate.toml.Place;
import dev.micelio.gate.toml.Toml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table with known keys. What it is asked for and does not have, or has in another type, it
/// reports by itself; whoever asks goes on without.
final class Section {
  private final String name;
  private final Toml.Table table;
  private final Faults faults;

  /// The name is as a message says it. Keys that are not among the known ones are reported here.
  Section(String name, Toml.Table table, Faults faults, String... known) {
    this.name = name;
    this.table = table;
    this.faults = faults;
    var keys = new HashSet<>(List.of(known));
    table
        .entries()
        .forEach((key, entry) -> {
          if (!keys.contains(key) && !faults.isFull()) {
            faults.add(
                entry.key(),
                name + " has no key " + Shown.text(key),
                suggestion(key, Arrays.asList(known)));
          }
        });
  }

  private String suggestion(String word, Collection<String> known) {
    var nearest = faults.isFull() ? Optional.<String>empty() : Nearest.to(word, known);
    return nearest
        .map(near -> "write " + Shown.text(near) + " if that is meant, or remove it")
        .orElseGet(() ->
            known.size() > Shown.TEXTS_MAX
                ? "correct or remove it"
                : "use one of " + Shown.list(known) + ", or remove it");
  }

  boolean has(String key) {
    return table.entries().containsKey(key);
  }

  Place place() {
    return table.place();
  }

  void fault(String key, String what, String next) {
    faultAt(has(key) ? value(key).place() : table.place(), key, what, next);
  }

  void faultAt(Place place, String key, String what, String next) {
    faults.add(place, key + " of " + name + " " + what, next);
  }

  /// A word that names nothing.
  void unknown(Toml.Text word, String key, String what, Collection<String> known) {
    faultAt(
        word.place(),
        key,
        "names " + Shown.text(word.value()) + ", which is no " + what,
        known.isEmpty() ? "remove it" : suggestion(word.value(), known));
  }

  void missing(String key, String next) {
    if (!has(key)) {
      faults.add(table.place(), name + " has no " + key, next);
    }
  }

  private Toml value(String key) {
    return Objects.requireNonNull(table.entries().get(key)).value();
  }

  private <T extends Toml> Optional<T> typed(String key, Class<T> type, String wanted) {
    if (!has(key)) {
      return Optional.empty();
    }
    var value = value(key);
    if (!type.isInstance(value)) {
      wrongType(key, value, wanted);
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }

  private void wrongType(String key, Toml value, String wanted) {
    faultAt(value.place(), key, "is " + value.kind(), "write " + wanted);
  }

  Optional<String> text(String key) {
    return typed(key, Toml.Text.class, "a text in quotes").flatMap(text -> sound(text, key));
  }

  /// A text, or a date without quotes.
  Optional<String> date(String key) {
    return has(key) && value(key) instanceof Toml.Moment moment
        ? Optional.of(moment.value())
        : text(key);
  }

  private Optional<String> sound(Toml.Text text, String key) {
    if (text.value().indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text.value())) {
      faultAt(text.place(), key, "has a character that no text may have", "remove it");
      return Optional.empty();
    }
    return Optional.of(text.value());
  }

  Optional<Boolean> flag(String key) {
    return typed(key, Toml.Flag.class, "true or false").map(Toml.Flag::value);
  }

  Optional<Long> whole(String key, long least, long most) {
    return typed(key, Toml.Whole.class, "a whole number")
        .map(Toml.Whole::value)
        .filter(found -> {
          boolean within = least <= found && found <= most;
          if (!within) {
            fault(key, "is " + found, "write a number from " + least + " to " + most);
          }
          return within;
        });
  }

  /// Whether there is a list, with nothing in it.
  boolean isEmptyList(String key) {
    return has(key) && value(key) instanceof Toml.Items items && items.values().isEmpty();
  }

  boolean isWhole(String key) {
    return has(key) && value(key) instanceof Toml.Whole;
  }

  Optional<Double> share(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    double found =
        switch (value(key)) {
          case Toml.Decimal(_, var value) -> value;
          case Toml.Whole(_, var value) -> value;
          default -> Double.NaN;
        };
    if (!(found >= 0 && found <= 1)) {
      fault(key, "is no number from 0 to 1", "write a share, such as 0.05");
      return Optional.empty();
    }
    return Optional.of(found);
  }

  /// One of the words that an enum's constants are in lower case.
  <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
    return typed(key, Toml.Text.class, "one of " + words(type))
        .flatMap(text -> word(text, key, type));
  }

  <E extends Enum<E>> Optional<E> word(Toml.Text text, String key, Class<E> type) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text.value())) {
        return Optional.of(constant);
      }
    }
    faultAt(text.place(), key, "is " + Shown.text(text.value()), "write one of " + words(type));
    return Optional.empty();
  }

  private static String words(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> "\"" + constant.name().toLowerCase(Locale.ROOT) + "\"")
        .collect(Collectors.joining(", "));
  }

  /// A list of different texts; empty where there is none.
  List<Toml.Text> names(String key, int countMax) {
    var seen = new HashSet<String>();
    var names = new ArrayList<Toml.Text>();
    for (var text : texts(key, countMax)) {
      if (seen.add(text.value())) {
        names.add(text);
      } else {
        faultAt(
            text.place(), key, "has " + Shown.text(text.value()) + " twice", "remove one of them");
      }
    }
    return names;
  }

  List<Toml.Text> texts(String key, int countMax) {
    var texts = new ArrayList<Toml.Text>();
    for (var item : items(key, "a list of texts", countMax)) {
      if (item instanceof Toml.Text text) {
        sound(text, key).ifPresent(_ -> texts.add(text));
      } else {
        faultAt(item.place(), key, "has " + item.kind() + " in it", "write texts in quotes");
      }
    }
    return texts;
  }

  private List<Toml> items(String key, String wanted, int countMax) {
    var items = typed(key, Toml.Items.class, wanted).map(Toml.Items::values).orElse(List.of());
    if (items.size() > countMax) {
      fault(key, "has " + items.size() + " entries", "write at most " + countMax);
      return List.of();
    }
    return items;
  }

  Optional<Toml.Table> table(String key) {
    return typed(key, Toml.Table.class, "a table");
  }

  List<Toml.Table> tables(String key, int countMax) {
    var tables = new ArrayList<Toml.Table>();
    for (var item : items(key, "a list of tables", countMax)) {
      if (item instanceof Toml.Table inner) {
        tables.add(inner);
      } else {
        faultAt(item.place(), key, "has " + item.kind() + " in it", "write tables");
      }
    }
    return tables;
  }

  /// The values of a table that are tables, each under its name.
  List<Named> namedTables(String key, int countMax) {
    var found = new ArrayList<Named>();
    var outer = table(key);
    if (outer.isEmpty()) {
      return found;
    }
    var entries = outer.get().entries();
    if (entries.size() > countMax) {
      fault(key, "has " + entries.size() + " entries", "write at most " + countMax);
      return found;
    }
    entries.forEach((inner, entry) -> {
      if (entry.value() instanceof Toml.Table value) {
        found.add(new Named(inner, entry.key(), value));
      } else {
        faults.add(
            entry.key(),
            key + " " + Shown.text(inner) + " is " + entry.value().kind(),
            "write it as a table: [" + key + ".NAME]");
      }
    });
    return found;
  }

  record Named(String name, Place key, Toml.Table table) {}
}
