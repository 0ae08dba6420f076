package dev.micelio.core.session;

import dev.micelio.core.hlc.Hlc;

/// Something that was added to a session, and when.
public record Stamped<T>(T value, Hlc at) {}
