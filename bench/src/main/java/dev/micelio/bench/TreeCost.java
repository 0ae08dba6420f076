package dev.micelio.bench;

/// What one operation on a tree cost: the middle of its times, and the mean of what it counted.
record TreeCost(String name, Growth growth, double micros, NodeCount count) {

  /// What happens to the nodes that an operation reads and writes when the tree grows.
  enum Growth {
    /// As many places of one tree, of two and of three trees: on each level at most all nodes.
    PLACES(1),
    PLACES_OF_TWO(2),
    PLACES_OF_THREE(3),
    /// The same share of all nodes.
    SHARE(0);

    final int trees;

    Growth(int trees) {
      this.trees = trees;
    }
  }
}
