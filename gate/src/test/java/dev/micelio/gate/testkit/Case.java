package dev.micelio.gate.testkit;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Statement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Tree;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.CheckVerdict;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.decision.Edition;
import dev.micelio.gate.decision.Gate;
import dev.micelio.gate.decision.Verdict;
import dev.micelio.gate.intake.Admitted;
import dev.micelio.gate.intake.Intake;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// One landing before a gate. By default somebody changes `src/A.java` under a policy that trusts
/// the runners ci-a, ci-b and ci-c of the orgs acme, other and again acme, the people pedro and ana
/// to endorse, and the agent robot to endorse.
///
/// Say the policy first: runs are made by it, on the result as it is when they begin.
public final class Case {
  /// The first of June 2026.
  public static final long NOW_SECONDS = 1_780_272_000;

  public static final String SESSION = "8f6f2e9c3b7a6e8d1c2b3a4f5e6d7c0a";
  private static final String FILE = "src/A.java";

  private final Forest forest = new Forest();
  private final Map<String, Forest.Content> base = new LinkedHashMap<>();
  private final Map<String, Forest.Content> result = new LinkedHashMap<>();
  private final List<Offered> offered = new ArrayList<>();
  private final List<Offered> known = new ArrayList<>();
  private PolicyText policy;
  private Optional<Policy> read = Optional.empty();
  private Optional<Edition> newest = Optional.empty();
  private Optional<String> session = Optional.of(SESSION);
  private long nowSeconds = NOW_SECONDS;
  private int letters;

  private Case(PolicyText policy) {
    this.policy = policy;
    policy(policy);
    file("README.md", "read me");
    file(FILE, "one");
    change(FILE, "two");
  }

  /// A gate that requires nothing yet.
  public static Case gate() {
    return new Case(
        PolicyText.empty()
            .principal("ci-a", "runner", "acme", "check")
            .principal("ci-b", "runner", "other", "check")
            .principal("ci-c", "runner", "acme", "check")
            .principal("pedro", "human", "", "endorse")
            .principal("ana", "human", "", "endorse")
            .principal("robot", "agent", "", "endorse"));
  }

  /// Requires a Nix check of these inputs for every path.
  public static Case requiring(String check, String... inputs) {
    return gate()
        .policy(text -> text.gate("require = " + PolicyText.list(check)).check(check, inputs));
  }

  /// Another policy, in both trees.
  public Case policy(PolicyText text) {
    policy = text;
    read = Optional.empty();
    return file(PolicyFile.NAME, text.text());
  }

  public Case policy(UnaryOperator<PolicyText> change) {
    return policy(change.apply(policy));
  }

  /// Another policy in the result alone.
  public Case changesPolicy(UnaryOperator<PolicyText> change) {
    return change(PolicyFile.NAME, change.apply(policy).text());
  }

  public Policy policy() {
    if (read.isEmpty()) {
      read = Optional.of(policy.policy());
    }
    return read.get();
  }

  public PolicyText policyText() {
    return policy;
  }

  /// A file of both trees.
  public Case file(String path, String text) {
    base.put(path, Forest.Content.of(text));
    return change(path, text);
  }

  public Case change(String path, String text) {
    return change(path, Forest.Content.of(text));
  }

  public Case change(String path, Forest.Content content) {
    result.put(path, content);
    return this;
  }

  public Case changeBase(String path, Forest.Content content) {
    base.put(path, content);
    return this;
  }

  public Case remove(String path) {
    result.remove(path);
    return this;
  }

  public Case removeBase(String path) {
    base.remove(path);
    return this;
  }

  public Case newest(long version, Digest sha256) {
    newest = Optional.of(new Edition(version, sha256));
    return this;
  }

  /// Nobody lands it.
  public Case withoutSession() {
    session = Optional.empty();
    return this;
  }

  public Case nowSeconds(long seconds) {
    nowSeconds = seconds;
    return this;
  }

  public Forest forest() {
    return forest;
  }

  public Tree before() {
    return forest.tree(base);
  }

  public Tree after() {
    return forest.tree(result);
  }

  /// The digest of a file of the base.
  public Digest old(String path) {
    return digest(base, path);
  }

  /// The digest of a file of the result.
  public Digest changed(String path) {
    return digest(result, path);
  }

  private static Digest digest(Map<String, Forest.Content> files, String path) {
    var content = files.get(path);
    if (content == null) {
      throw new IllegalStateException("there is no " + path);
    }
    return Digest.of(content.bytes());
  }

  public RunOf run(String principal) {
    return new RunOf(this, principal);
  }

  /// These runners pass it, on the result as it is now.
  public Case passes(String check, String... principals) {
    for (String principal : principals) {
      run(principal).passes(check).offer();
    }
    return this;
  }

  public Letter letter(Statement statement, String principal) {
    return new Letter(this, statement, principal, letters++);
  }

  public Letter endorse(String principal, Endorsement.Of of) {
    return letter(new Endorsement(policy().project(), of, "I looked at it"), principal);
  }

  public Letter endorsePolicy(String principal) {
    return endorse(
        principal, new Endorsement.Of.PolicyChange(changed(PolicyFile.NAME), old(PolicyFile.NAME)));
  }

  public Letter endorseLanding(String principal) {
    return endorse(principal, new Endorsement.Of.Landing(SESSION, after().id()));
  }

  /// The result of a check of the policy, on the result of the case.
  public Letter endorseResult(String principal, String check) {
    var key = run(principal).passes(check).run().checks().getFirst().key();
    return endorse(principal, new Endorsement.Of.Result(key));
  }

  /// It comes with the landing.
  public Digest offer(Offered letter) {
    offered.add(letter);
    return Digest.of(letter.file());
  }

  /// It was received before.
  public Digest know(Offered letter) {
    known.add(letter);
    return Digest.of(letter.file());
  }

  public List<Offered> offered() {
    return List.copyOf(offered);
  }

  public List<Offered> known() {
    return List.copyOf(known);
  }

  public Candidate candidate() {
    return Candidate.of(before(), after(), session);
  }

  public Context context() {
    return new Context(newest, nowSeconds, KnownSources.NONE);
  }

  /// All steps.
  public Verdict judge() {
    return new Gate(forest).judge(candidate(), offered, known, context());
  }

  /// What is believed of all that was sent.
  public Admitted admitted() {
    return new Intake(policy()).admit(Stream.concat(offered.stream(), known.stream()).toList());
  }

  /// The steps behind the verification.
  public Verdict decide() {
    return new Gate(forest).decide(candidate(), policy(), admitted(), context());
  }

  /// Every reason against the landing: those of all, then those of each check.
  public List<Reason> reasons() {
    var verdict = judge();
    return Stream.concat(
            verdict.reasons().stream(),
            verdict.checks().stream().flatMap(check -> check.reasons().stream()))
        .toList();
  }

  public List<Code> codes() {
    return reasons().stream().map(Reason::code).toList();
  }

  /// What was decided about one check, which has one system.
  public CheckVerdict check(String name) {
    return judge().checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
