/// Frame: bytes as one Zstandard frame, where they need no form of their own around it.
///
/// Whoever reads a frame knows from elsewhere how much comes out of it. Readers of others refuse
/// what grows more than a thousandfold, so a frame never does; where it would, it is written in
/// small blocks.
///
/// Invariants. Each one is a method of `FrameInvariantsTest`, named by its number:
/// 1. What was packed comes out again.
/// 2. No frame grows more than a thousandfold.
/// 3. Of damaged or hostile bytes come exactly as many as were expected, or a refusal.
///
/// Start reading at [dev.micelio.core.frame.Frame].
@NullMarked
package dev.micelio.core.frame;

import org.jspecify.annotations.NullMarked;
