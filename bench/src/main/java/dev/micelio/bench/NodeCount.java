package dev.micelio.bench;

import java.util.Arrays;

/// How many nodes of each level were read and written, in how many rounds.
final class NodeCount {
  /// One more than the highest level of docs/formats/tree.md.
  static final int LEVELS = 13;

  final double[] read = new double[LEVELS];
  final double[] written = new double[LEVELS];
  final double[] bytesWritten = new double[LEVELS];
  double rounds;

  void add(NodeCount other, double weight) {
    for (int level = 0; level < LEVELS; level++) {
      read[level] += weight * other.read[level];
      written[level] += weight * other.written[level];
      bytesWritten[level] += weight * other.bytesWritten[level];
    }
    rounds += weight * other.rounds;
  }

  double allRead() {
    return Arrays.stream(read).sum();
  }

  double allWritten() {
    return Arrays.stream(written).sum();
  }

  double allBytesWritten() {
    return Arrays.stream(bytesWritten).sum();
  }

  /// Of a tree whose nodes these are.
  int levels() {
    int levels = 0;
    while (levels < LEVELS && written[levels] > 0) {
      levels++;
    }
    return levels;
  }
}
