/// Signed URLs: permission to make one plain HTTP request, for object stores that have no HTTP of
/// their own.
///
/// A *signature* is an HMAC-SHA256 over method, key and expiry, under a secret that only the signer
/// and the server hold. Whoever holds the URL may make that request until it expires, and no other.
///
/// Invariants. Each one is a method of `SignedUrlsInvariantsTest`, named by its number:
/// 1. What was signed is granted until it expires, for the method and key that were signed.
/// 2. A request in which anything was changed is refused.
/// 3. A request is refused once it has expired.
///
/// Start reading at [dev.micelio.core.objects.signed.SignedUrls].
@NullMarked
package dev.micelio.core.objects.signed;

import org.jspecify.annotations.NullMarked;
