package dev.micelio.gate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A version as Nix and its kin print it: numbers with dots, then perhaps a mark. `pre…` and `-…`
/// mark what comes before the release of these numbers, `+…` says nothing about the order. A number
/// that is not there is 0.
public record NixVersion(List<Integer> numbers, boolean preRelease)
    implements Comparable<NixVersion> {
  private static final Pattern TEXT =
      Pattern.compile(
          "([0-9]{1,9}(?:\\.[0-9]{1,9}){0,5})((?:pre|-)[0-9A-Za-z._-]{0,100})?(?:\\+[0-9A-Za-z._-]{1,100})?");

  public NixVersion {
    numbers = List.copyOf(numbers);
  }

  /// Null when the text is no such version.
  static @Nullable NixVersion parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    var numbers = new ArrayList<Integer>();
    for (String number : matcher.group(1).split("\\.", -1)) {
      numbers.add(Integer.parseInt(number));
    }
    while (numbers.size() > 1 && numbers.getLast() == 0) {
      numbers.removeLast();
    }
    return new NixVersion(numbers, matcher.group(2) != null);
  }

  @Override
  public int compareTo(NixVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Integer.compare(number(i), other.number(i));
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(other.preRelease, preRelease);
  }

  private int number(int i) {
    return i < numbers.size() ? numbers.get(i) : 0;
  }

  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."))
        + (preRelease ? "pre" : "");
  }
}
