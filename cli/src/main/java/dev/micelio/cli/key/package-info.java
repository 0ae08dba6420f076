/// Key: the commands that make keys and show them.
///
/// The keys lie in the key directory of whoever runs mic. What is printed and exported here is
/// public; no command prints a secret.
///
/// Invariants. Each one is a method of `KeyCommandsInvariantsTest`, named by its number:
/// 1. No secret is in what a command prints, whatever it was given and however it ends.
///
/// Start reading at [dev.micelio.cli.key.KeyNew].
@NullMarked
package dev.micelio.cli.key;

import org.jspecify.annotations.NullMarked;
