/// S3: the object store contract over any server that speaks the S3 protocol.
///
/// A *dialect* is how a server departs from the protocol (entity tags without quotes, a 500 for a
/// lost race); a *probe* finds it when the object store is opened.
///
/// Start reading at [dev.micelio.s3].
@NullMarked
package dev.micelio.s3;

import org.jspecify.annotations.NullMarked;
