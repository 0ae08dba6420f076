package dev.micelio.gate.decision;

import dev.micelio.gate.binding.KnownSources;
import java.util.Optional;

/// What is known where a landing is judged, and by neither its trees nor its policy: the newest
/// edition of the policy that was ever in force, and the time, in seconds since 1970.
public record Context(Optional<Edition> newest, long nowSeconds, KnownSources known) {}
