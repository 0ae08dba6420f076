/// Rules: what the build refuses, and the proof that it does.
///
/// A *rule* reads a repository and answers its *violations*, one sentence each: what is wrong,
/// where, and what to do. `BuildRulesTest` holds this repository to every rule. A *planted
/// violation* is a small repository, or a copy of this one, with one thing wrong in it, which must
/// be found. The rules that Maven's plugins keep are only proved here, by planted builds.
///
/// Start reading at [Rule].
@NullMarked
package dev.micelio.rules;

import org.jspecify.annotations.NullMarked;
