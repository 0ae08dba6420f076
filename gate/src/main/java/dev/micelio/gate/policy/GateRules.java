package dev.micelio.gate.policy;

import dev.micelio.core.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a gate asks of every landing. Rules of paths add, and never take away.
public record GateRules(
    List<String> require,
    List<PathRule> paths,
    Optional<Owners> owners,
    Signers signers,
    Evidence evidence,
    Optional<Spot> spot) {
  public static final int PATH_RULES_MAX = 1000;

  /// Requires nothing; whatever is shown all the same is judged by the defaults.
  static final GateRules NONE =
      new GateRules(
          List.of(), List.of(), Optional.empty(), Signers.ONE, Evidence.DEFAULT, Optional.empty());

  public GateRules {
    require = List.copyOf(require);
    paths = List.copyOf(paths);
  }

  /// What changes of these paths need besides.
  public record PathRule(Patterns match, List<String> require, Optional<Signers> signers) {
    public PathRule {
      require = List.copyOf(require);
    }
  }

  /// Who may change the policy, and how many of them it takes.
  public record Owners(List<String> of, int need) {
    public Owners {
      of = List.copyOf(of);
    }
  }

  /// How many different ones must have signed a result.
  public record Signers(int need, Distinct distinct) {
    static final Signers ONE = new Signers(1, Distinct.PRINCIPAL);
  }

  /// What makes two signers different. A principal without an org is of none, and is not counted by
  /// orgs.
  public enum Distinct {
    PRINCIPAL,
    ORG,
    MACHINE
  }

  /// What a result must be like. The attempts are failing runs before a pass.
  public record Evidence(
      Optional<Duration> maxAge,
      Sandbox sandbox,
      Optional<NixVersions> nix,
      Isolation isolation,
      boolean substituted,
      OptionalLong attempts) {
    static final Evidence DEFAULT =
        new Evidence(
            Optional.empty(),
            Sandbox.ON,
            Optional.empty(),
            Isolation.BWRAP,
            false,
            OptionalLong.empty());
  }

  /// How Nix shuts a build in, the strictest first.
  public enum Sandbox {
    ON,
    RELAXED,
    OFF
  }

  /// How a command is shut in.
  public enum Isolation {
    BWRAP,
    ANY
  }

  /// How many accepted results are run again: a share from 0 to 1, and the first ones of each
  /// principal.
  public record Spot(double rate, long first) {}
}
