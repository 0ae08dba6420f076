package dev.micelio.core.session;

import dev.micelio.core.id.Id;

/// What one author said. Its id is the author's, so that it is added once however often it is sent.
public record Message(Id id, String author, Role role, String text) {
  public static final int TEXT_BYTES_MAX = 64 << 10;

  public enum Role {
    HUMAN("human"),
    AGENT("agent"),
    SYSTEM("system");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /// Stable: it is stored and shown.
    public String text() {
      return text;
    }
  }

  public Message {
    Bounds.name("the author of a message", author);
    Bounds.text("the text of a message", text, TEXT_BYTES_MAX);
  }
}
