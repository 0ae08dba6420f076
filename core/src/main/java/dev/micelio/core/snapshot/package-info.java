/// Snapshot: the files of a directory as a tree.
///
/// A *scope* says which files: a directory, the *inputs* wanted of it, and whether ignore files
/// count. *Own state* are `.git` and `.mic` at the top, which version control keeps for itself and
/// which belong to no tree. A *fault* is a file that can not be taken: a snapshot with one is no
/// snapshot, and all of them are told at once. A *sighting* is one file or directory with the stat
/// that it had; one is *settled* when every later change of it shows in its stat.
///
/// A directory is read while others may change it. What a snapshot holds of each single file was
/// that file's content at one moment; the files need not all have been so at the same moment.
///
/// Invariants. Each one is a method of `SnapshotInvariantsTest`, named by its number:
/// 1. A snapshot is the tree of exactly the files and links below the directory, but own state; of
///    a file its raw bytes, of a link its target.
/// 2. No link is followed.
/// 3. Whatever can not be read or held is told by its name, never left out.
/// 4. What the scope leaves out is neither read nor told.
/// 5. A file or directory whose stat changed while it was read is never taken as what was read.
/// 6. However large files are, and however many, only some of their bytes are in memory at once.
/// 7. A stat cache changes how long a snapshot takes and nothing else, whatever is in it.
/// 8. Sightings hold only while a new snapshot would be the one that they were seen for.
///
/// Start reading at [dev.micelio.core.snapshot.DirectoryReader].
@NullMarked
package dev.micelio.core.snapshot;

import org.jspecify.annotations.NullMarked;
