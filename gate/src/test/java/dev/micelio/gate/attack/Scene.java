package dev.micelio.gate.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Statement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.CheckVerdict;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.decision.Edition;
import dev.micelio.gate.decision.Gate;
import dev.micelio.gate.decision.Verdict;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.intake.Refused;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A landing that is judged: two trees, what is offered with it, and what is known beside. Tests
/// begin with an honest one, and change it.
final class Scene {
  static final ProjectId PROJECT = ProjectId.parse("0f8fad5bd9cb469fa16570867728950e");
  static final String SESSION = "0123456789abcdef0123456789abcdef";
  static final long NOW = Instant.parse("2026-06-01T12:00:00Z").getEpochSecond();
  static final String POLICY = PolicyFile.NAME;
  static final String SECRET = "src/crypto/key.c";

  /// Who signs with which key.
  private static final Map<String, Integer> KEYS =
      Map.of(
          "olga", 1,
          "otto", 2,
          "runner:a", 3,
          "runner:b", 4,
          "runner:c", 5,
          "bot", 6,
          "nobody", 99);

  static final String POLICY_TEXT =
      """
      [project]
      id = "%s"
      version = 7

      [check.unit]
      inputs = ["flake.nix", "src/**"]

      [check.lint]
      run = ["lint", "scripts/all.sh"]
      inputs = ["scripts/**"]
      tools = ["lint"]

      [check.release]

      [gate]
      require = ["unit", "lint"]
      owners = { of = ["olga", "otto"], need = 2 }
      max-age = "30d"
      nix = ">=2.8"
      attempts = 3

      [[gate.paths]]
      match = ["src/crypto/**"]
      require = ["release"]
      signers = { need = 2, distinct = "org" }

      [principal.olga]
      kind = "human"
      keys = [{ ed25519 = "%s", use = ["endorse"], from = "2026-01-01", until = "2027-01-01" }]

      [principal.otto]
      kind = "human"
      keys = [{ ed25519 = "%s", use = ["endorse"], from = "2026-01-01", until = "2027-01-01" }]

      [principal."runner:a"]
      kind = "runner"
      org = "acme"
      keys = [{ ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" }]

      [principal."runner:b"]
      kind = "runner"
      org = "other"
      keys = [{ ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" }]

      [principal."runner:c"]
      kind = "runner"
      org = "acme"
      keys = [{ ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" }]

      [principal.bot]
      kind = "agent"
      keys = [{ ed25519 = "%s", use = ["check", "endorse"], from = "2026-01-01", until = "2027-01-01" }]
      """
          .formatted(
              PROJECT,
              Keys.base64(1),
              Keys.base64(2),
              Keys.base64(3),
              Keys.base64(4),
              Keys.base64(5),
              Keys.base64(6));

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Content(EntryKind kind, byte[] bytes) {}

  private final Map<String, Content> before = new TreeMap<>();
  private final Map<String, Content> after = new TreeMap<>();
  private final Map<Digest, byte[]> blobs = new HashMap<>();
  private final NodesInMemory nodes = new NodesInMemory();
  private final List<Offered> offered = new ArrayList<>();
  private final List<Offered> known = new ArrayList<>();
  private Optional<Edition> newest = Optional.empty();
  private int numbers;
  long now = NOW;
  Optional<String> session = Optional.of(SESSION);

  private Scene() {}

  /// Two trees that differ in one source file, and nothing offered.
  static Scene change() {
    var scene = new Scene();
    scene.everywhere(POLICY, POLICY_TEXT);
    scene.everywhere("flake.nix", "{ outputs = _: { }; }");
    scene.everywhere("src/main.c", "int main() { return 0; }");
    scene.everywhere(SECRET, "static int key;");
    scene.everywhere("scripts/all.sh", "exit 0");
    scene.everywhere("docs/index.md", "# docs");
    scene.put("src/main.c", "int main() { return 1; }");
    return scene;
  }

  /// The same, with what proves it. It lands.
  static Scene honest() {
    var scene = change();
    scene.offer("runner:a", "unit", "lint");
    scene.lands();
    return scene;
  }

  /// A change of the policy, with all that it takes. It lands.
  static Scene honestPolicy(UnaryOperator<String> change) {
    var scene = newPolicy(change);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.lands();
    return scene;
  }

  /// The same, before anybody endorsed it.
  static Scene newPolicy(UnaryOperator<String> change) {
    var scene = change();
    scene.put(POLICY, change.apply(POLICY_TEXT.replace("version = 7", "version = 8")));
    scene.offer("runner:a", "unit", "lint");
    return scene;
  }

  // -- the two trees

  void everywhere(String path, String text) {
    before.put(path, new Content(EntryKind.FILE, text.getBytes(UTF_8)));
    after.put(path, new Content(EntryKind.FILE, text.getBytes(UTF_8)));
  }

  void put(String path, String text) {
    put(path, text.getBytes(UTF_8));
  }

  void put(String path, byte[] bytes) {
    after.put(path, new Content(EntryKind.FILE, bytes));
  }

  void putBefore(String path, byte[] bytes) {
    before.put(path, new Content(EntryKind.FILE, bytes));
  }

  void link(String path, String target) {
    after.put(path, new Content(EntryKind.LINK, target.getBytes(UTF_8)));
  }

  void linkBefore(String path, String target) {
    before.put(path, new Content(EntryKind.LINK, target.getBytes(UTF_8)));
  }

  void remove(String path) {
    assertThat(after.remove(path)).isNotNull();
  }

  void removeBefore(String path) {
    assertThat(before.remove(path)).isNotNull();
  }

  void move(String from, String to) {
    after.put(to, Objects.requireNonNull(after.remove(from)));
  }

  /// Another policy on both sides.
  void policy(UnaryOperator<String> change) {
    everywhere(POLICY, change.apply(POLICY_TEXT));
  }

  /// The change lands on a head to which somebody else did this meanwhile.
  void meanwhile(String path, String text) {
    everywhere(path, text);
  }

  private Tree tree(Map<String, Content> files) {
    var changes = new ArrayList<Change>();
    files.forEach((path, content) -> {
      var digest = Digest.of(content.bytes);
      blobs.put(digest, content.bytes);
      changes.add(
          new Change.Put(
              new Entry(new TreePath(path), content.kind, digest, content.bytes.length)));
    });
    var empty = new Tree(Tree.empty(nodes), nodes);
    return empty.at(empty.apply(changes, nodes));
  }

  Digest result() {
    return tree(after).id();
  }

  private Policy base() {
    return PolicyFile.read(Objects.requireNonNull(before.get(POLICY)).bytes).orProblem(POLICY);
  }

  // -- what is offered

  Signing signing(String principal) {
    numbers++;
    return new Signing(
        Objects.requireNonNull(KEYS.get(principal)),
        principal,
        PROJECT,
        now,
        now + Signing.LIFE_SECONDS,
        "%032x".formatted(numbers));
  }

  /// An honest run of these checks on the result, as the policy before defines them.
  RunDraft run(String... checks) {
    var tree = tree(after);
    var policy = base();
    return new RunDraft(
        PROJECT,
        tree.id(),
        Stream.of(checks)
            .map(name -> {
              var definition = policy.check(name).orElseThrow();
              return new CheckDraft(
                  definition, tree.restrict(definition.inputs(), nodes).id(), now * 1000);
            })
            .collect(Collectors.toCollection(ArrayList::new)));
  }

  Digest offer(String principal, String... checks) {
    return offer(principal, run(checks));
  }

  Digest offer(String principal, RunDraft run) {
    return offer(signing(principal), run.run());
  }

  Digest offer(Signing signing, Statement statement) {
    return offer(signing.attest(statement), now);
  }

  Digest offer(byte[] file, long receivedSeconds) {
    offered.add(new Offered(file, receivedSeconds));
    return Digest.of(file);
  }

  /// It was received before, with something else.
  void know(String principal, RunDraft run) {
    known.add(new Offered(signing(principal).attest(run.run()), now));
  }

  void know(byte[] file, long receivedSeconds) {
    known.add(new Offered(file, receivedSeconds));
  }

  void withdraw() {
    offered.clear();
  }

  /// A change of the policy between the two trees.
  void endorse(String principal) {
    endorse(principal, policyChange());
  }

  void endorse(String principal, Endorsement.Of of) {
    offer(signing(principal), new Endorsement(PROJECT, of, "looked at"));
  }

  Endorsement.Of.PolicyChange policyChange() {
    return new Endorsement.Of.PolicyChange(digest(after), digest(before));
  }

  Endorsement.Of.Landing landing() {
    return new Endorsement.Of.Landing(SESSION, result());
  }

  private static Digest digest(Map<String, Content> files) {
    return Digest.of(Objects.requireNonNull(files.get(POLICY)).bytes);
  }

  /// The policy was this edition before.
  void newest(long version, String text) {
    newest = Optional.of(new Edition(version, Digest.of(text.getBytes(UTF_8))));
  }

  void daysPass(int days) {
    now += days * 24L * 3600;
  }

  // -- what comes of it

  Verdict verdict() {
    return verdict(new Gate(entry -> Objects.requireNonNull(blobs.get(entry.digest()))));
  }

  Verdict verdict(Gate gate) {
    var from = tree(before);
    var to = from.at(tree(after).id());
    var changes = new ArrayList<Difference>();
    from.diff(to.id(), changes::add);
    return gate.judge(
        new Candidate(from, to, changes, session),
        offered,
        known,
        new Context(newest, now, KnownSources.NONE));
  }

  Verdict lands() {
    var verdict = verdict();
    assertThat(verdict.isAllowed()).as(() -> told(verdict)).isTrue();
    return verdict;
  }

  /// It is denied, for these reasons and no others.
  Verdict isDenied(Code... codes) {
    var verdict = verdict();
    assertThat(verdict.isAllowed()).as("allowed").isFalse();
    assertThat(codes(verdict)).as(() -> told(verdict)).containsExactlyInAnyOrder(codes);
    return verdict;
  }

  /// It is denied because what was offered counts for nothing, for these reasons.
  Verdict isDeniedForMissing(Code... refused) {
    var verdict = isDenied(Code.CHECK_MISSING);
    assertThat(refused(verdict)).as(() -> told(verdict)).containsExactlyInAnyOrder(refused);
    return verdict;
  }

  static List<Code> codes(Verdict verdict) {
    return reasons(verdict).map(Reason::code).distinct().toList();
  }

  static List<Code> refused(Verdict verdict) {
    return refusals(verdict).map(Reason::code).distinct().toList();
  }

  private static Stream<Reason> reasons(Verdict verdict) {
    return Stream.concat(
        verdict.reasons().stream(),
        verdict.checks().stream().map(CheckVerdict::reasons).flatMap(List::stream));
  }

  private static Stream<Reason> refusals(Verdict verdict) {
    return verdict.refused().stream().map(Refused::reasons).flatMap(List::stream);
  }

  private static String told(Verdict verdict) {
    return Stream.concat(reasons(verdict), refusals(verdict))
        .map(Reason::toString)
        .toList()
        .toString();
  }
}
