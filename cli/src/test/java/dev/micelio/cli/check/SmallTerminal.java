package dev.micelio.cli.check;

/// A terminal of a size that the test decides.
final class SmallTerminal extends TerminalSize {
  private Size size;

  SmallTerminal(int rows, int columns) {
    size = new Size(rows, columns);
  }

  void resize(int rows, int columns) {
    size = new Size(rows, columns);
  }

  @Override
  Size now() {
    return size;
  }
}
