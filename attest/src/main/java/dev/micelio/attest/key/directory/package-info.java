/// Directory: the keys of one person on one machine, by name.
///
/// A *stored key* is a file in the *key directory* (`~/.config/mic/keys`): `NAME.pem` holds the
/// secret, `NAME.ssh` is a *reference* to an OpenSSH key whose secret stays where it is
/// (docs/formats/key-directory.md). A file is *guarded* when nobody but its owner, who runs mic,
/// can read or change it.
///
/// Invariants. Each one is a method of `KeyDirectoryInvariantsTest`, named by its number:
/// 1. What is made here can be read by its owner alone, and a secret that somebody else could have
///    read or changed is not used.
/// 2. A key is there whole or not at all, and is never written over.
/// 3. A key that is not named is used only where no other could be meant.
/// 4. Every failure of the machine (no home, no room, no permission) is a problem that says what to
///    do.
///
/// Start reading at [dev.micelio.attest.key.directory.KeyDirectory].
@NullMarked
package dev.micelio.attest.key.directory;

import org.jspecify.annotations.NullMarked;
