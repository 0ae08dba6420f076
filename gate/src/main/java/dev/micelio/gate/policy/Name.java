package dev.micelio.gate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Names of principals, orgs and tools: 1 to [Principal#NAME_BYTES_MAX] bytes of text without
/// control characters.
final class Name {
  static final String NEXT =
      "write 1 to " + Principal.NAME_BYTES_MAX + " bytes without control characters";

  private Name() {}

  static boolean isSound(String text) {
    return !text.isEmpty()
        && text.length() <= Principal.NAME_BYTES_MAX
        && text.chars().noneMatch(Character::isISOControl)
        && UTF_8.newEncoder().canEncode(text)
        && text.getBytes(UTF_8).length <= Principal.NAME_BYTES_MAX;
  }
}
