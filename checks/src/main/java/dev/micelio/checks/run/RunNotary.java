package dev.micelio.checks.run;

import dev.micelio.attest.key.OpenSigner;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.env.Env;
import dev.micelio.core.project.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Signs runs of one tree with one key, which is opened when it is needed first.
public final class RunNotary implements Notary, AutoCloseable {

  /// Whose word it is: a principal, and the key that signs.
  public record Identity(String principal, String keyName, Supplier<OpenSigner> signer) {}

  /// What all runs of this tree have in common; the settings of Nix are asked for when a Nix check
  /// is signed.
  public record About(
      ProjectId project,
      CheckRun.TreeIds tree,
      CheckRun.Base base,
      CheckRun.Agent agent,
      CheckRun.Machine machine,
      Supplier<Optional<CheckRun.NixSettings>> nix) {}

  private final Env env;
  private final Supplier<Identity> identities;
  private final About about;
  private final Duration life;
  private @Nullable Identity identity;
  private @Nullable OpenSigner signer;

  public RunNotary(Env env, Supplier<Identity> identities, About about, Duration life) {
    this.env = env;
    this.identities = identities;
    this.about = about;
    this.life = life;
  }

  @Override
  public void prepare() {
    opened();
  }

  private OpenSigner opened() {
    if (signer == null) {
      signer = identity().signer().get();
    }
    return signer;
  }

  private Identity identity() {
    if (identity == null) {
      identity = identities.get();
    }
    return identity;
  }

  @Override
  public Signed sign(List<Check> checks) {
    var who = identity();
    boolean hasNix = checks.stream().anyMatch(check -> check.action() instanceof Action.Nix);
    var machine = about.machine();
    var run =
        new CheckRun(
            about.project(),
            about.tree(),
            about.base(),
            new CheckRun.Session(Optional.empty(), who.principal(), about.agent()),
            new CheckRun.Machine(
                machine.system(),
                machine.os(),
                machine.runner(),
                machine.machine(),
                machine.isolation(),
                hasNix ? about.nix().get() : Optional.empty()),
            checks,
            List.of());
    byte[] attestation = new Attestor(env, opened(), who.principal(), life).attest(run);
    return new Signed(attestation, who.principal(), who.keyName());
  }

  @Override
  public void close() {
    if (signer != null) {
      signer.close();
    }
  }
}
