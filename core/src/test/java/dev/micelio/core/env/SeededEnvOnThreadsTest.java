package dev.micelio.core.env;

final class SeededEnvOnThreadsTest extends SeededEnvSuite {
  @Override
  Strands strands() {
    return new ThreadStrands();
  }
}
