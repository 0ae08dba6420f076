/// Landings for tests: a policy, two trees, signed attestations, and what a gate says of them.
///
/// Keys, envelopes, trees and policies are real; only the clock stands still. The modules behind
/// this one use it too.
///
/// Start reading at [dev.micelio.gate.testkit.Case].
@NullMarked
package dev.micelio.gate.testkit;

import org.jspecify.annotations.NullMarked;
