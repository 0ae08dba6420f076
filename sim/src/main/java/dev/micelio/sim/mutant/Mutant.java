package dev.micelio.sim.mutant;

/// A planted bug: in one source file one snippet is replaced. `name` says what is wrong, `dials`
/// are those that it needs and no seed would set by itself, `seedsMax` is how many seeds it may
/// live.
public record Mutant(
    String name, String file, String snippet, String replacement, String dials, int seedsMax) {}
