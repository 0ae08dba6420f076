package dev.micelio.attest.statement;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.List;
import java.util.Optional;

/// One run of checks by one signer: on which tree, where, and what came out.
public record CheckRun(
    ProjectId project,
    TreeIds tree,
    Base base,
    Session session,
    Machine machine,
    List<Check> checks,
    List<TwinDigest> twins)
    implements Statement {
  public static final int CHECKS_MAX = 256;

  public CheckRun {
    checks = List.copyOf(checks);
    twins = List.copyOf(twins);
  }

  /// The whole tree that the run started from. The other id is git's, in 40 hexadecimal digits.
  public record TreeIds(Digest sha256, Optional<String> gitSha1) {}

  public record Base(Digest sha256, long position) {}

  /// The id is 32 hexadecimal digits.
  public record Session(Optional<String> id, String principal, Agent agent) {}

  public record Agent(String kind, String name, String version, Optional<String> model) {}

  /// Where it ran. The isolation is the runner's from the agent: same-user, separate-user or vm.
  public record Machine(
      String system,
      String os,
      String runner,
      Digest machine,
      String isolation,
      Optional<NixSettings> nix) {}

  /// The sandbox is on, relaxed or off.
  public record NixSettings(
      String impl,
      String version,
      String store,
      String sandbox,
      boolean fallback,
      boolean pureEval,
      boolean ifd,
      Digest settings,
      List<Substituter> substituters) {
    public NixSettings {
      substituters = List.copyOf(substituters);
    }
  }

  public record Substituter(String url, List<String> keys) {
    public Substituter {
      keys = List.copyOf(keys);
    }
  }

  public record TwinDigest(String type, Digest sha256) {}

  /// The same run, which names these twins.
  public CheckRun withTwins(List<TwinDigest> others) {
    return new CheckRun(project, tree, base, session, machine, checks, others);
  }

  @Override
  public StatementType type() {
    return StatementType.CHECK_RUN;
  }

  @Override
  public String subject() {
    return "tree:" + tree.sha256();
  }

  @Override
  public Cbor.Map toCbor() {
    return CheckRunFormat.write(this);
  }
}
