package dev.micelio.core.merge.lines;

/// A run of lines that was replaced by another one, either of them possibly empty. Ends are behind
/// the last line.
record Edit(int beforeBegin, int beforeEnd, int afterBegin, int afterEnd) {

  /// How many lines the text behind it has moved by.
  int growth() {
    return (afterEnd - afterBegin) - (beforeEnd - beforeBegin);
  }
}
