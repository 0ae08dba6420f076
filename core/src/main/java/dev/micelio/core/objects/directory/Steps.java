package dev.micelio.core.objects.directory;

/// Told before each step that changes the file system, so that tests can end the process there.
interface Steps {
  Steps UNWATCHED = step -> {};

  void before(String step);
}
