/// Digest: the one content address, SHA-256 of raw bytes.
///
/// The same digest names a blob here, in a build cache, in a container registry and in a Nix NAR
/// listing. Its text form is `sha256:<64 hex digits>`.
///
/// Start reading at [dev.micelio.core.digest.Digest].
@NullMarked
package dev.micelio.core.digest;

import org.jspecify.annotations.NullMarked;
