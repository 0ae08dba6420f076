package dev.micelio.cli.check;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.KeyName;
import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.event.Listener;
import dev.micelio.checks.run.RunNotary.Identity;
import dev.micelio.cli.Call;
import dev.micelio.core.problem.Problem;
import dev.micelio.gate.policy.Policy;
import java.util.Optional;

/// The keys of whoever runs mic, and as whom they sign.
final class Identities {
  private final Call call;
  private final Optional<Policy> policy;
  private final KeyDirectory keys;

  Identities(Call call, Optional<Policy> policy) {
    this.call = call;
    this.policy = policy;
    keys = KeyDirectory.of(call.env(), call.environment());
  }

  /// As whom a key signs that no policy names.
  static String unnamed(PublicKey key) {
    return "key:" + key.id();
  }

  Optional<PublicKey> own(KeyId id) {
    return keys.find(id).map(StoredKey::publicKey);
  }

  /// The key that signs; one is made where there is none.
  Identity signing(Listener events) {
    var key = keys.list().isEmpty() ? made(events) : keys.find();
    var principal =
        policy
            .flatMap(each -> each.trustedKeys().find(key.publicKey().id()))
            .map(trusted -> trusted.principal());
    if (principal.isEmpty() && policy.isPresent()) {
      events.on(
          new Event.Warning(
              "mic.toml does not name your key \"%s\", so others do not count what it signs"
                  .formatted(key.name()),
              "add what `mic key export --format mic-toml %s` prints to mic.toml"
                  .formatted(key.name())));
    }
    return new Identity(
        principal.orElseGet(() -> unnamed(key.publicKey())),
        key.name().text(),
        () -> keys.signer(key, call::secret));
  }

  private StoredKey made(Listener events) {
    StoredKey key;
    try {
      key = keys.create(KeyName.DEFAULT);
    } catch (Problem problem) {
      if (keys.list().isEmpty()) {
        throw problem;
      }
      return keys.find(); // another mic was faster
    }
    events.on(
        new Event.Warning(
            "made the key \"%s\" in %s, because there was none to sign with"
                .formatted(key.name(), keys.path()),
            "`mic key show` says more of it; keep it to yourself"));
    return key;
  }
}
