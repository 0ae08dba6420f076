package dev.micelio.core.objects.fitness;

/// A property, its verdict, and what was seen that led to it.
public record Finding(Property property, Verdict verdict, String seen) {}
