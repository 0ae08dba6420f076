/// File: the forms that keys have in files, ours and other tools'.
///
/// *PEM* is what OpenSSL writes: a secret key as PKCS#8, a public one beside it (RFC 8410). An
/// *OpenSSH private key* is the file without .pub, perhaps encrypted; an *OpenSSH line* is what the
/// .pub file holds, and its *blob* the base64 in it.
///
/// Invariants. Each one is a method of `KeyFileInvariantsTest`, named by its number:
/// 1. What OpenSSL and OpenSSH write is read as the key that they wrote; what is written here they
///    read as the same key.
/// 2. What is not exactly a key of the wanted form is refused with a problem that says what it is
///    instead and what to do, whatever its bytes are; no other exception comes out.
/// 3. No problem repeats a byte of a secret.
///
/// Start reading at [dev.micelio.attest.key.file.SecretPem].
@NullMarked
package dev.micelio.attest.key.file;

import org.jspecify.annotations.NullMarked;
