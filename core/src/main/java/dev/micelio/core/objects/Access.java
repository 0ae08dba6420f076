package dev.micelio.core.objects;

/// What a signed request lets its holder do. A put is unconditional: sign it only for a key nobody
/// else writes.
public enum Access {
  GET,
  PUT
}
