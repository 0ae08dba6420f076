package dev.micelio.core.session;

import org.jspecify.annotations.Nullable;

/// Whose session it is: the principal, and the agent that works for it, null where a person does so
/// without one.
public record Owner(String principal, @Nullable Agent agent) {
  public Owner {
    Bounds.name("the principal of a session", principal);
  }

  public record Agent(String kind, String name, String version, @Nullable String model) {
    public Agent {
      Bounds.name("the kind of an agent", kind);
      Bounds.name("the name of an agent", name);
      Bounds.name("the version of an agent", version);
      if (model != null) {
        Bounds.name("the model of an agent", model);
      }
    }
  }
}
