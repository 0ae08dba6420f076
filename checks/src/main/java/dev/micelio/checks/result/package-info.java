/// Result: what this machine knows of checks that ran before.
///
/// A *known result* is how one run of one check ended; it is filed under its check key and, where
/// it was built, under its outputs. The *cache home* is the directory where results, attestations,
/// logs and trees lie, of this user, shared by every mic that runs. A *hold* keeps other mics from
/// running the same check now. Failures are kept too: they are *advisory* for a day.
///
/// Nothing here is trusted: whoever takes a pass from here verifies its attestation.
///
/// Invariants. Each one is a method of `ResultInvariantsTest`, named by its number:
/// 1. What is odd in the cache (torn, foreign, of another name) is not known, never a failure, and
///    never a hit.
/// 2. Attestations and logs are durable before a result names them, so that whoever is killed, and
///    wherever, leaves no result with a hole.
/// 3. What says nothing of the check (cancelled, infrastructure) is never kept.
/// 4. The cache stays within its bounds; what was wanted longest ago goes first.
/// 5. Of all who hold the same key, in this process and in others, one holds it at a time; who is
///    killed holds nothing.
///
/// Start reading at [dev.micelio.checks.result.LocalResults].
@NullMarked
package dev.micelio.checks.result;

import org.jspecify.annotations.NullMarked;
