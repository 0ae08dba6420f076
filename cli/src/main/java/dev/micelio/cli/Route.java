package dev.micelio.cli;

import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way from `mic` down to the entry that the words name. Found before anything is parsed, so
/// that only that one command has to be made.
record Route(List<Entry> entries) {
  Route {
    entries = List.copyOf(entries);
  }

  Entry end() {
    return entries.getLast();
  }

  /// `mic doctor objects`
  String words() {
    return String.join(" ", entries.stream().map(Entry::name).toList());
  }

  /// `doctor objects`
  String wordsBelowRoot() {
    return String.join(" ", entries.stream().skip(1).map(Entry::name).toList());
  }

  /// The names that may follow.
  List<String> below() {
    return end() instanceof Entry.Group group
        ? group.entries().stream().map(Entry::name).toList()
        : List.of();
  }

  /// Follows the words that are no options, as far as groups go. Behind an option of its own a
  /// group leads nowhere: the next word may belong to the option.
  static Route of(Entry.Group root, List<String> words) {
    var entries = new ArrayList<Entry>(List.of(root));
    Entry.Group group = root;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        break;
      }
      if (GlobalOptions.takesNextWord(word)) {
        i++;
      } else if (group.own().isPresent() && word.startsWith("-") && !GlobalOptions.has(word)) {
        break;
      } else if (!word.startsWith("-") || word.equals("-")) {
        var entry = find(group, word);
        if (entry == null) {
          throw unknown(new Route(entries), word);
        }
        entries.add(entry);
        if (!(entry instanceof Entry.Group inner)) {
          break;
        }
        group = inner;
      }
    }
    return new Route(entries);
  }

  static @Nullable Entry find(Entry.Group group, String name) {
    for (var entry : group.entries()) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    return null;
  }

  private static Problem unknown(Route route, String word) {
    var near = Nearest.to(word, route.below());
    String help = route.entries.size() == 1 ? "mic help" : "mic help " + route.wordsBelowRoot();
    return new Problem(
        Problem.Kind.INVALID,
        "cli.unknown-command",
        "\"%s\" has no command \"%s\"".formatted(route.words(), word),
        near.isEmpty()
            ? "`%s` lists the commands".formatted(help)
            : "did you mean `%s %s`? `%s` lists the commands"
                .formatted(route.words(), near.get(), help));
  }
}
