/// Nix: what a flake's checks are, and what comes of building them, with the `nix` of this machine.
///
/// A *source* is a tree in Nix's store, under the name `source`. To *evaluate* is to ask which
/// derivation an attribute of the flake in a source is; a *buildable* is the answer. To *realise*
/// is to build it, to *rebuild* is to build it again and compare.
///
/// Nothing that a builder prints decides anything: a *verdict* is made from exit codes, from what
/// Nix alone can say in its events, and from what its store holds. docs/checks-nix.md says which
/// commands, options and variables Nix is given, and what each outcome means.
///
/// Invariants. Each one is a method of `NixInvariantsTest`, named by its number:
/// 1. A check passes only when its builder was begun here, Nix ended well, and its outputs are in
///    the store.
/// 2. What a builder prints changes no outcome.
/// 3. A tree lies where its content says, whoever put it there and however often.
/// 4. A name in an attribute is never more than a name.
/// 5. One attribute that can not be evaluated spoils no other.
/// 6. What somebody stopped, and what the machine is at fault for, is no answer of a check.
///
/// Start reading at [dev.micelio.checks.nix.Nix].
@NullMarked
package dev.micelio.checks.nix;

import org.jspecify.annotations.NullMarked;
