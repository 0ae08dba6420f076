/// The directory object store: objects as files, for many processes of one machine at once.
///
/// An object is an **object file**: a header with its version, then its body; never changed once it
/// has its name. A key becomes a path by [dev.micelio.core.objects.directory.Names]. Bodies are
/// written to a **temporary directory** that belongs to one process and moved into the **tree**
/// under the key's **stripe**, a lock that all processes share. An **intent** says in the lock file
/// which key a holder is changing; who finds one knows that its writer died and makes that change
/// durable first. A directory is **settled** when its own name is durable; a mark inside says so.
/// All of it is specified byte by byte in docs/formats/directory-object-store.md.
///
/// It passes `ObjectStoreContract` unchanged. Invariants beyond it, each a method of
/// `DirectoryInvariantsTest`, named by its number:
/// 1. A crash between any two steps leaves the old object or the new one, whole, and every other
///    object as it was.
/// 2. What a crash leaves behind is removed when the directory is next opened.
/// 3. Different keys have different files, also where case does not tell names apart.
/// 4. A directory that is empty or ours is opened; any other is refused and left as it is.
///
/// What a get shows may be some milliseconds ahead of what would survive a power failure; what a
/// put or delete answers never is.
///
/// Start reading at [dev.micelio.core.objects.directory.DirectoryObjectStore].
@NullMarked
package dev.micelio.core.objects.directory;

import org.jspecify.annotations.NullMarked;
