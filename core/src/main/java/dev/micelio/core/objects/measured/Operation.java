package dev.micelio.core.objects.measured;

/// The calls of an object store, as they are measured.
public enum Operation {
  GET,
  HEAD,
  PUT,
  DELETE,
  LIST,
  PRESIGN
}
