/// Blob: the contents of files, named by their digest.
///
/// The **raw** bytes of a blob are its content; its **stored form** is what an object store holds,
/// specified in docs/formats/blob.md. A small blob is stored **whole**. A large one is cut by
/// content into **chunks**, each a whole blob of its own, and stored as a list of them, its
/// **manifest**. To **settle** a blob is to make sure that its key holds its content, whoever put
/// it there.
///
/// Invariants. Each one is a method of `BlobInvariantsTest`, named by its number:
/// 1. A digest is of the raw bytes, whatever the stored form.
/// 2. A reader gives out the content that the digest names, or a problem; of stored bytes that are
///    damaged or hostile it makes no more than the format allows.
/// 3. A blob that a writer answered is there, all of it, also when another writer's bytes were in
///    its place.
/// 4. A manifest is stored after all of its chunks.
/// 5. Content that is there is not stored again; a change in a large blob stores the chunks around
///    it.
/// 6. What a writer or a reader holds in memory has a bound that does not depend on the blob, but
///    for its manifest.
///
/// Start reading at [dev.micelio.core.blob.BlobWriter].
@NullMarked
package dev.micelio.core.blob;

import org.jspecify.annotations.NullMarked;
