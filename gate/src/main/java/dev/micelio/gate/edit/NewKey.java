package dev.micelio.gate.edit;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.gate.policy.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A key that somebody is to be given. Kind and org are for a principal who is new.
public record NewKey(
    String principal,
    Principal.Kind kind,
    Optional<String> org,
    PublicKey key,
    List<Use> uses,
    LocalDate from,
    LocalDate until) {
  public NewKey {
    uses = List.copyOf(uses);
  }

  SequencedMap<String, Object> said() {
    var said = new LinkedHashMap<String, Object>();
    said.put("ed25519", Base64.getEncoder().encodeToString(key.raw()));
    said.put("use", new ArrayList<Object>(uses.stream().map(Use::word).toList()));
    said.put("from", from.toString());
    said.put("until", until.toString());
    return said;
  }
}
