/// Nix: the formats of Nix, read and written without Nix. docs/formats/nix.md says which.
///
/// A *store path* names what lies in `/nix/store`: a hash and a name. A *NAR* is a file, a link or
/// a directory with all in it as one stream. A *derivation* says how to build something: its
/// outputs, its inputs, a builder with arguments and environment. An output is *input-addressed*
/// when its path follows from what it is made of, *fixed* when it follows from content that was
/// promised, and *open* when only the build will tell. A *narinfo* is what a binary cache says of a
/// store path.
///
/// Everything here is bytes to values and back: no process is started and no file is opened. Nix's
/// strings are bytes; where they are a `String` here, a character is one byte (ISO 8859-1).
///
/// Invariants. Each one is a method of `NixInvariantsTest`, named by its number:
/// 1. What was written is what is read, and is written again as the same bytes: a NAR, a
///    derivation, a narinfo, a store path, a hash.
/// 2. Bytes that are no NAR or no derivation, or not the only ones for their value, are refused
///    with what is wrong and where; nothing but the refusal is thrown.
/// 3. What reading takes grows with the bytes that are there, never with what they announce.
/// 4. The NAR of a tree has its files and links and just the directories that their paths name, in
///    the order of the bytes of the names, and content that is not what the tree says is never
///    passed on as if it were.
/// 5. Paths that we compute are those that Nix computes: of a source, of a derivation and of its
///    outputs. Where one can not be known before the build, none is told.
/// 6. A derivation that does not have the path it was asked by is refused.
///
/// `RealNixTest` compares all of this with the Nix of this machine.
///
/// Start reading at [dev.micelio.core.nix.StorePath], then [dev.micelio.core.nix.SourceNar] and
/// [dev.micelio.core.nix.Derivation].
@NullMarked
package dev.micelio.core.nix;

import org.jspecify.annotations.NullMarked;
