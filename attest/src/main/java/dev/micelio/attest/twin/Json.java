package dev.micelio.attest.twin;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A JSON value that has exactly one serialisation, the one of RFC 8785. There are no fractions and
/// no null: nothing here needs them.
sealed interface Json {

  /// What every reader of JSON takes for the same number.
  long INT_MAX = (1L << 53) - 1;

  record Text(String value) implements Json {}

  /// A whole number within ±(2^53 − 1).
  record Int(long value) implements Json {
    public Int {
      if (value < -INT_MAX || value > INT_MAX) {
        throw new IllegalArgumentException("no number that all readers of JSON agree on: " + value);
      }
    }
  }

  record Bool(boolean value) implements Json {}

  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }
  }

  /// Members in the order of their names, each name once.
  record Members(List<Member> members) implements Json {
    public Members {
      members = List.copyOf(members);
      for (int i = 1; i < members.size(); i++) {
        if (members.get(i - 1).name.compareTo(members.get(i).name) >= 0) {
          throw new IllegalArgumentException("names rise, and each is there once");
        }
      }
    }

    Optional<Json> get(String name) {
      for (var member : members) {
        if (member.name.equals(name)) {
          return Optional.of(member.value);
        }
      }
      return Optional.empty();
    }
  }

  record Member(String name, Json value) {
    /// UTF-16 code units, as RFC 8785 orders names and Java its strings.
    private static final Comparator<Member> ORDER = Comparator.comparing(Member::name);
  }

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(long value) {
    return new Int(value);
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  static Json array(Json... items) {
    return new Array(List.of(items));
  }

  static Json array(List<Json> items) {
    return new Array(items);
  }

  static Json texts(List<String> texts) {
    return new Array(texts.stream().<Json>map(Text::new).toList());
  }

  static Member member(String name, Json value) {
    return new Member(name, value);
  }

  static Member member(String name, String value) {
    return new Member(name, new Text(value));
  }

  /// Members in any order.
  static Members object(Member... members) {
    var sorted = members.clone();
    Arrays.sort(sorted, Member.ORDER);
    return new Members(List.of(sorted));
  }

  static Members object(List<Member> members) {
    return object(members.toArray(Member[]::new));
  }

  /// UTF-8. Text that is not Unicode has none, and is a bug of the caller.
  default byte[] bytes() {
    return JsonWriter.write(this);
  }
}
