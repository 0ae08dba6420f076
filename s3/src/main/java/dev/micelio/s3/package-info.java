/// S3: objects in a bucket.
@NullMarked
package dev.micelio.s3;

import org.jspecify.annotations.NullMarked;
