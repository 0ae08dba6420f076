package dev.micelio.core.landing;

/// Who a session is by: the principal that owns it, and the agent that worked, empty where a person
/// did it without one.
public record Author(String principal, String agent) {
  public static final int BYTES_MAX = 256;
}
