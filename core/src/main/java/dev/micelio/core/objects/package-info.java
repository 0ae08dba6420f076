/// Objects: bytes under keys, changed only by conditional writes.
///
/// An *object* is a body under a **key**; its **version** is opaque and new with all new bytes. A
/// put carries a **condition** (any, absent, matches a version) and answers *stored* or *lost*.
/// What an object store cannot promise is not in the contract: `ObjectStoreContract` is the one
/// suite that every implementation and every decorator passes unchanged.
///
/// Invariants. Each one is a method of `ObjectStoreContract`, named by its number:
/// 1. Of any number of concurrent puts with the condition *absent* on one key, exactly one is
///    stored.
/// 2. A put that matches a version is stored only if the object still has that version: no update
///    is lost.
/// 3. A reader sees a whole body, the old one or the new one, never a part or a mixture.
/// 4. What was answered *stored* is there for every later reader, and a lost put changes nothing.
/// 5. A listing is in key order, and its pages together hold every object that was there
///    throughout, once.
///
/// Start reading at [dev.micelio.core.objects.ObjectStore].
@NullMarked
package dev.micelio.core.objects;

import org.jspecify.annotations.NullMarked;
