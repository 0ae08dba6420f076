/// S3: objects in a bucket of Amazon S3, or of a server that speaks its protocol.
///
/// A **version** is an entity tag without its quotes. A **dialect** is what a server does with
/// conditions, which differs from one to the next; a *probe* finds it out when a bucket is opened,
/// and servers that can lose objects are not opened. docs/s3.md names servers and settings.
///
/// Of a request that is not answered with yes or no, nobody knows whether it has taken effect or
/// will. So nothing here asks again by itself: the SDK's own retries are off, and its HTTP client
/// is one that never repeats a request.
///
/// Invariants. Each one is a method of `S3InvariantsTest`, named by its number:
/// 1. No request is made twice that may have taken effect.
/// 2. What may have taken effect is unavailable, and never lost.
/// 3. A put is lost only when its condition does not hold.
/// 4. A body that breaks off is never taken for a whole one.
/// 5. A server whose puts are not conditional is not opened.
///
/// Start reading at [dev.micelio.s3.S3ObjectStore]; how a server is judged is in `DialectProbe`.
@NullMarked
package dev.micelio.s3;

import org.jspecify.annotations.NullMarked;
