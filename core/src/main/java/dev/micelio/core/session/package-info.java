/// Session: a goal, the conversation about it, its decisions and its changes, until it lands.
///
/// A *session* is one object, changed by compare-and-set; docs/formats/session.md has its bytes. It
/// is **active** until it has **landed** or was **abandoned**. Its *base* is the moment of the
/// project that its changes are made on, given by the client at the start and moved by a *sync*
/// alone; *since* is the position of the first base and never moves. A *write* is one call that
/// changes a session, with an id, so that it is known again when its answer was lost. A *mark* says
/// that a change is in conflict; putting the path again, dropping it or settling it removes the
/// mark. *Late* are the paths at which a landed session wants something else than what landed.
///
/// Invariants. Each one is a method of `SessionInvariantsTest`, named by its number:
/// 1. Every acknowledged message, decision and change is there, once, however many write at the
///    same time and whatever the object store loses.
/// 2. What landed or was abandoned is not changed any more, but that an abandoned session whose
///    landing was under way has landed.
/// 3. The base moves by a sync alone, and only one that was made from the very session that it
///    changes; since never moves.
/// 4. There is one change for each path, the last one, in the order of the paths.
/// 5. Inline content has the digest and size that its change says.
/// 6. Bytes that are read are those that would be written; all others are a problem.
/// 7. Nothing grows beyond its limit; at the limit nothing is lost, and a session can still be
///    ended.
/// 8. What a landed session had that did not land is named.
///
/// Start reading at [dev.micelio.core.session.Session], then [dev.micelio.core.session.Sessions].
@NullMarked
package dev.micelio.core.session;

import org.jspecify.annotations.NullMarked;
