package dev.micelio.checks.process;

/// Is told what a run prints, line by line, and in which phase it is. By one thread at a time.
public interface RunWatcher {
  RunWatcher NOBODY =
      new RunWatcher() {
        @Override
        public void line(String text) {}

        @Override
        public void phase(String phase) {}
      };

  /// Without its end; bytes that are no UTF-8 are replaced, escapes are not.
  void line(String text);

  void phase(String phase);
}
