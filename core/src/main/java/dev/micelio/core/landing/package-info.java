/// Landing: how a session gets onto the head of a project.
///
/// An *offer* is a session as it is to land, a *landing* one that has: an entry of the *log*. A
/// *commit* is the object that makes some landings durable together, by being created; the *tail*
/// is the end of the log as far as somebody has read it. A *lander* lands offers: in *rounds*, each
/// one a commit in the making on top of a tail. A *judge* says whether a proposed landing may be. A
/// *caretaker* does afterwards what may be done by anyone, and moves the *hint*. docs/landing.md
/// explains the protocol, docs/formats/landing-log.md has the bytes.
///
/// Invariants. Each one is a method of `LandingInvariantsTest`, named by its number:
/// 1. A position is taken once, and what landed there never changes: each commit names the bytes of
///    the one before it.
/// 2. A session lands at most once, however often and wherever it is offered, and whatever became
///    of the answers.
/// 3. What was answered landed stays landed; what was answered anything else but undecided did not
///    land by that offer.
/// 4. The tree of a landing is the tree before it with its changes, and all its nodes can be read.
/// 5. No landing undoes what another one did since its base: it conflicts, or both are in it.
/// 6. Each landing is later than the one before it, whatever the clocks say.
/// 7. The hint only goes forward, is never ahead of the log, and behind it nothing is left to do.
///
/// Start reading at [dev.micelio.core.landing.Lander], then [dev.micelio.core.landing.Attempts].
@NullMarked
package dev.micelio.core.landing;

import org.jspecify.annotations.NullMarked;
