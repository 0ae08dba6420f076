/// Loopback: a small S3 server over any object store, for tests and demonstrations.
///
/// It gives away none of the promises of the object store beneath: a condition of a request becomes
/// the condition of one put, and a version becomes an entity tag that no other version has. Beyond
/// that it can be told to do wrong. A **manner** is how it treats conditions: as documented, as
/// another real server does, or *planted*, in a way that no fit server may. A **fault** strikes
/// single requests, as chance from a seed decides.
///
/// Signatures are verified in full; what it does not offer is answered with 501.
///
/// Start reading at [dev.micelio.s3.loopback.LoopbackS3].
@NullMarked
package dev.micelio.s3.loopback;

import org.jspecify.annotations.NullMarked;
