package dev.micelio.gate.policy;

import dev.micelio.attest.key.KeyId;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads principals, and remembers whose each key is: no key may have two owners.
final class PrincipalReader {
  private final Faults faults;
  private final Map<KeyId, String> owners = new HashMap<>();

  PrincipalReader(Faults faults) {
    this.faults = faults;
  }

  Principal read(Section.Named named) {
    String shown = "principal " + Shown.text(named.name());
    if (!Name.isSound(named.name())) {
      faults.add(named.key(), shown + " has no sound name", Name.NEXT);
    }
    var section = new Section(shown, named.table(), faults, "kind", "org", "keys");
    section.missing("kind", "write kind = \"human\", \"runner\", \"agent\" or \"forge\"");
    var kind = section.word("kind", Principal.Kind.class).orElse(Principal.Kind.HUMAN);
    return new Principal(named.name(), kind, org(section), keys(section, named.name(), shown));
  }

  private static Optional<String> org(Section section) {
    var org = section.text("org");
    if (org.isPresent() && !Name.isSound(org.get())) {
      section.fault("org", "is " + Shown.text(org.get()), Name.NEXT);
    }
    return org;
  }

  private List<Principal.Key> keys(Section section, String name, String shown) {
    var tables = section.tables("keys", Principal.KEYS_MAX);
    if (!section.has("keys") || section.isEmptyList("keys")) {
      section.fault("keys", "are none", "write at least one key, or remove the principal");
    }
    var keys = new ArrayList<Principal.Key>();
    for (var table : tables) {
      if (owners.size() >= Principal.KEYS_MAX) {
        section.fault(
            "keys", "are more than " + Principal.KEYS_MAX + " with those above", "remove old ones");
        break;
      }
      var reader = new KeyReader(table, shown, faults);
      reader
          .read()
          .ifPresent(key -> {
            keys.add(key);
            String owner = owners.putIfAbsent(key.key().id(), name);
            if (owner != null) {
              reader.taken(owner);
            }
          });
    }
    return keys;
  }
}
