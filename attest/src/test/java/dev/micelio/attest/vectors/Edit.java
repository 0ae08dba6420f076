package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Changes one place of a value. A place is written `checks[1].log.size`; digits alone are the key
/// of a map that is an integer.
final class Edit {
  private static final Pattern STEP = Pattern.compile("\\[\\d+]|[^.\\[]+");

  private Edit() {}

  static Cbor set(Cbor whole, String place, Cbor value) {
    return at(whole, steps(place), _ -> Optional.of(value));
  }

  static Cbor without(Cbor whole, String place) {
    return at(
        whole,
        steps(place),
        old -> {
          if (old.isEmpty()) {
            throw new IllegalArgumentException("nothing is at " + place);
          }
          return Optional.empty();
        });
  }

  static Cbor change(Cbor whole, String place, UnaryOperator<Cbor> change) {
    return at(whole, steps(place), old -> Optional.of(change.apply(old.orElseThrow())));
  }

  static Cbor get(Cbor whole, String place) {
    var found = new ArrayList<Cbor>();
    change(
        whole,
        place,
        value -> {
          found.add(value);
          return value;
        });
    return found.getFirst();
  }

  private static List<String> steps(String place) {
    return STEP.matcher(place).results().map(result -> result.group()).toList();
  }

  private static Cbor at(Cbor whole, List<String> steps, UnaryOperator<Optional<Cbor>> change) {
    return at(Optional.of(whole), steps, change).orElseThrow();
  }

  private static Optional<Cbor> at(
      Optional<Cbor> whole, List<String> steps, UnaryOperator<Optional<Cbor>> change) {
    if (steps.isEmpty()) {
      return change.apply(whole);
    }
    String step = steps.getFirst();
    var rest = steps.subList(1, steps.size());
    return Optional.of(
        switch (whole.orElseThrow(() -> new IllegalArgumentException("nothing before " + step))) {
          case Cbor.Map map -> inMap(map, key(step), rest, change);
          case Cbor.Array array -> inArray(array, index(step), rest, change);
          case Cbor other -> throw new IllegalArgumentException(step + " in " + other);
        });
  }

  private static Cbor key(String step) {
    return step.chars().allMatch(Character::isDigit)
        ? Cbor.of(Long.parseLong(step))
        : Cbor.of(step);
  }

  private static int index(String step) {
    return Integer.parseInt(step.substring(1, step.length() - 1));
  }

  private static Cbor inMap(
      Cbor.Map map, Cbor key, List<String> rest, UnaryOperator<Optional<Cbor>> change) {
    var changed = Cbor.map();
    var old = Optional.<Cbor>empty();
    for (var entry : map.entries()) {
      if (entry.key().equals(key)) {
        old = Optional.of(entry.value());
      } else {
        put(changed, entry.key(), entry.value());
      }
    }
    at(old, rest, change).ifPresent(value -> put(changed, key, value));
    return changed.build();
  }

  static void put(Cbor.MapBuilder map, Cbor key, Cbor value) {
    switch (key) {
      case Cbor.Text(String text) -> map.put(text, value);
      case Cbor.Int(long number) -> map.put(number, value);
      case Cbor other -> throw new IllegalArgumentException("no key: " + other);
    }
  }

  /// One past the end adds an item.
  private static Cbor inArray(
      Cbor.Array array, int index, List<String> rest, UnaryOperator<Optional<Cbor>> change) {
    var items = new ArrayList<>(array.items());
    var old = index < items.size() ? Optional.of(items.remove(index)) : Optional.<Cbor>empty();
    at(old, rest, change).ifPresent(value -> items.add(index, value));
    return Cbor.array(items);
  }
}
