package dev.micelio.core.session;

import dev.micelio.core.objects.Version;

/// A session as an object store has it.
public record Kept(Session session, Version version, int sizeBytes) {}
