package dev.micelio.core.tree;

/// What a directory shows: its files, and the directories right below it, which exist as long as
/// they hold files.
public sealed interface Listed {
  String name();

  record File(String name, Entry entry) implements Listed {}

  record Directory(String name, Totals totals) implements Listed {}
}
