package dev.micelio.gate.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.toml.Toml;
import dev.micelio.gate.toml.TomlReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;

/// Changes a policy file, and nothing of it but what is meant.
public final class PolicyEdit {
  private final String text;
  private final Policy policy;
  private final Toml.Table file;
  private final SequencedMap<String, Object> wanted;

  private PolicyEdit(String text, Policy policy) {
    this.text = text;
    this.policy = policy;
    file = document(text);
    wanted = Said.table(file);
  }

  /// Gives a principal a key, who is made where there is none of the name.
  public static Edited addKey(String text, NewKey key) {
    return switch (PolicyFile.read(text.getBytes(UTF_8))) {
      case PolicyFile.Invalid(var faults) -> new Edited.Faulty(faults);
      case PolicyFile.Valid(var policy) -> new PolicyEdit(text, policy).add(key);
    };
  }

  /// Revokes a key, which has to be in the file.
  public static Edited revoke(String text, Policy.Revocation revocation) {
    return switch (PolicyFile.read(text.getBytes(UTF_8))) {
      case PolicyFile.Invalid(var faults) -> new Edited.Faulty(faults);
      case PolicyFile.Valid(var policy) -> new PolicyEdit(text, policy).add(revocation);
    };
  }

  private Edited add(NewKey key) {
    String header = "principal." + Said.key(key.principal());
    var keys = Additions.value(file, "principal", key.principal(), "keys");
    if (keys.isPresent() && keys.get() instanceof Toml.Items list) {
      items(table(table(wanted, "principal"), key.principal()), "keys").add(key.said());
      return first(
          Additions.ofItem(text, list, header + ".keys", key.said()),
          "in [" + header + "], to keys: " + Said.inline(key.said()) + "\n");
    }
    var principal = new LinkedHashMap<String, Object>();
    principal.put("kind", key.kind().name().toLowerCase(Locale.ROOT));
    key.org().ifPresent(org -> principal.put("org", org));
    String lines =
        "[" + header + "]\n" + Said.lines(principal) + "keys = [" + Said.inline(key.said()) + "]\n";
    principal.put("keys", new ArrayList<Object>(List.of(key.said())));
    table(wanted, "principal").put(key.principal(), principal);
    return first(Additions.ofTable(text, lines), lines);
  }

  private Edited add(Policy.Revocation revocation) {
    var said = new LinkedHashMap<String, Object>();
    said.put("key", revocation.key().toString());
    said.put("after", revocation.after());
    if (!revocation.reason().isEmpty()) {
      said.put("reason", revocation.reason());
    }
    items(wanted, "revoke").add(said);
    String lines = "[[revoke]]\n" + Said.lines(said);
    return first(
        Additions.value(file, "revoke")
            .filter(Toml.Items.class::isInstance)
            .map(list -> Additions.ofItem(text, (Toml.Items) list, "revoke", said))
            .orElseGet(() -> Additions.ofTable(text, lines)),
        lines);
  }

  /// The first of the texts that says what is wanted, with the version raised.
  private Edited first(List<String> texts, String lines) {
    table(wanted, "project").put("version", policy.version() + 1);
    for (String added : texts) {
      if (TomlReading.of(added.getBytes(UTF_8)) instanceof TomlReading.Document(var with)) {
        for (String whole : Additions.ofVersion(added, with, policy.version() + 1)) {
          if (isWanted(whole)) {
            return switch (PolicyFile.read(whole.getBytes(UTF_8))) {
              case PolicyFile.Invalid(var faults) -> new Edited.Faulty(faults);
              case PolicyFile.Valid(var after) -> new Edited.Done(whole, after);
            };
          }
        }
      }
    }
    return new Edited.NoPlace(lines);
  }

  private boolean isWanted(String whole) {
    return TomlReading.of(whole.getBytes(UTF_8)) instanceof TomlReading.Document(var with)
        && Said.table(with).equals(wanted);
  }

  private static Toml.Table document(String text) {
    return switch (TomlReading.of(text.getBytes(UTF_8))) {
      case TomlReading.Document(var table) -> table;
      case TomlReading.Malformed malformed ->
          throw new IllegalArgumentException("a policy is TOML: " + malformed.what());
    };
  }

  @SuppressWarnings("unchecked") // a policy has tables here
  private static SequencedMap<String, Object> table(
      SequencedMap<String, Object> outer, String key) {
    return (SequencedMap<String, Object>)
        outer.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
  }

  @SuppressWarnings("unchecked") // a policy has lists here
  private static List<Object> items(SequencedMap<String, Object> outer, String key) {
    return (List<Object>)
        Objects.requireNonNull(outer.computeIfAbsent(key, _ -> new ArrayList<Object>()));
  }
}
