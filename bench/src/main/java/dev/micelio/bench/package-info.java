/// Bench: what the numbers in docs/benchmarks.md are measured with.
///
/// A *bench* runs ours and a peer in turns, in the same run and on the same input, and prints the
/// best and the middle turn of each. `bench/run NAME` starts one.
///
/// Start reading at [dev.micelio.bench.Turns].
@NullMarked
package dev.micelio.bench;

import org.jspecify.annotations.NullMarked;
