package dev.micelio.gate.naive;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.Use;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verified;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.Contents;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.policy.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges a landing in the plainest way that docs/policy.md and docs/gate.md allow: it holds every
/// file of both trees and every record in hand, and goes through all of them for each question.
final class NaiveGate {

  /// What was found: codes, without their words.
  record Answer(
      boolean allowed,
      boolean gated,
      Set<Code> reasons,
      Map<String, CheckAnswer> checks,
      Set<Digest> refused) {}

  /// `exact` where only one set of codes can be meant: not with results under several keys.
  record CheckAnswer(Digest source, boolean proved, Set<Code> codes, boolean exact) {}

  private record Word(Verified<CheckRun> run, Check check) {}

  private static final long POLICY_BYTES_MAX = 1 << 20;
  private static final int OFFERED_MAX = 64;
  private static final int RISE_MAX = 1000;

  private final Map<String, Entry> before = new TreeMap<>();
  private final Map<String, Entry> after = new TreeMap<>();
  private final Candidate candidate;
  private final Contents contents;
  private final Context context;
  private final Set<Code> reasons = EnumSet.noneOf(Code.class);
  private final Set<Digest> refused = new HashSet<>();
  private final List<Word> words = new ArrayList<>();
  private final List<Verified<Endorsement>> endorsements = new ArrayList<>();

  private NaiveGate(Candidate candidate, Contents contents, Context context) {
    this.candidate = candidate;
    this.contents = contents;
    this.context = context;
    candidate.before().forEach(entry -> before.put(entry.path().text(), entry));
    candidate.after().forEach(entry -> after.put(entry.path().text(), entry));
  }

  static Answer judge(
      Candidate candidate,
      Contents contents,
      List<Offered> offered,
      List<Offered> known,
      Context context) {
    return new NaiveGate(candidate, contents, context).judge(offered, known);
  }

  private Answer judge(List<Offered> offered, List<Offered> known) {
    var file = before.get(PolicyFile.NAME);
    if (file == null && context.newest().isPresent()) {
      reasons.add(Code.POLICY_MISSING);
      return answer(true, Map.of());
    }
    var policy = file == null ? null : policy(file);
    if (file != null && policy == null) {
      reasons.add(Code.POLICY_INVALID);
      return answer(true, Map.of());
    }
    if (policy != null && file != null) {
      editions(policy, file);
    }
    if (policy == null || policy.gate().isEmpty()) {
      var result = after.get(PolicyFile.NAME);
      if (changesPolicy()) {
        if (result == null) {
          reasons.add(Code.POLICY_MISSING);
        } else {
          first(policy, policy(result));
        }
      }
      return answer(false, Map.of());
    }
    if (offered.size() > OFFERED_MAX) {
      reasons.add(Code.GATE_TOO_MANY);
    } else {
      admit(policy, offered, known);
    }
    if (changesPolicy()) {
      policyChange(policy, Objects.requireNonNull(file));
    }
    lookAlikes();
    return answer(true, checks(policy));
  }

  private void first(@Nullable Policy old, @Nullable Policy policy) {
    if (policy == null) {
      reasons.add(Code.POLICY_INVALID);
      return;
    }
    if (policy.version() > (old == null ? 0 : old.version()) + RISE_MAX) {
      reasons.add(Code.POLICY_VERSION);
    }
    if (policy.gate().isPresent() && ableOwners(policy) < need(policy)) {
      reasons.add(Code.POLICY_UNREACHABLE);
    }
  }

  private Answer answer(boolean gated, Map<String, CheckAnswer> checks) {
    boolean allowed = reasons.isEmpty() && checks.values().stream().allMatch(CheckAnswer::proved);
    return new Answer(allowed, gated, reasons, checks, refused);
  }

  private @Nullable Policy policy(Entry file) {
    if (file.kind() == EntryKind.LINK || file.size() > POLICY_BYTES_MAX) {
      return null;
    }
    return PolicyFile.read(contents.read(file)) instanceof PolicyFile.Valid(var policy)
        ? policy
        : null;
  }

  private void editions(Policy policy, Entry file) {
    context
        .newest()
        .ifPresent(newest -> {
          if (policy.version() < newest.version()
              || (policy.version() == newest.version() && !file.digest().equals(newest.sha256()))) {
            reasons.add(Code.POLICY_ROLLBACK);
          }
        });
  }

  // ---- what is believed

  private void admit(Policy policy, List<Offered> offered, List<Offered> known) {
    var first = new HashMap<Digest, Offered>();
    for (var list : List.of(offered, known)) {
      for (var each : list) {
        var id = Digest.of(each.file());
        var other = first.get(id);
        if (other == null || each.receivedSeconds() < other.receivedSeconds()) {
          first.put(id, each);
        }
      }
    }
    var verifier = new Verifier(policy.project(), policy.trustedKeys());
    var all = new ArrayList<Verified<?>>();
    first.forEach((id, each) -> {
      if (verifier.checkRun(each.file(), each.receivedSeconds(), Demand.nothing())
          instanceof Verdict.Accepted<CheckRun>(var run)) {
        all.add(run);
      } else if (verifier.endorsement(each.file(), each.receivedSeconds(), Demand.nothing())
          instanceof Verdict.Accepted<Endorsement>(var endorsement)) {
        all.add(endorsement);
      } else {
        refused.add(id);
      }
    });
    for (var one : all) {
      boolean reused =
          all.stream()
              .anyMatch(other ->
                  other != one
                      && other.key().equals(one.key())
                      && other.claims().cti().equals(one.claims().cti()));
      if (reused) {
        refused.add(one.id());
      } else {
        believe(one);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void believe(Verified<?> one) {
    switch (one.statement()) {
      case CheckRun run ->
          run.checks().forEach(check -> words.add(new Word((Verified<CheckRun>) one, check)));
      case Endorsement _ -> endorsements.add((Verified<Endorsement>) one);
      default -> throw new IllegalStateException("neither a run nor an endorsement");
    }
  }

  // ---- the policy itself

  private boolean changesPolicy() {
    var old = before.get(PolicyFile.NAME);
    var current = after.get(PolicyFile.NAME);
    return !Objects.equals(old, current);
  }

  private void policyChange(Policy old, Entry oldFile) {
    var file = after.get(PolicyFile.NAME);
    var policy = file == null ? null : policy(file);
    if (file == null) {
      reasons.add(Code.POLICY_MISSING);
    } else if (policy == null) {
      reasons.add(Code.POLICY_INVALID);
    } else {
      if (!policy.project().equals(old.project())) {
        reasons.add(Code.POLICY_PROJECT);
      }
      if (policy.version() <= old.version() || policy.version() - old.version() > RISE_MAX) {
        reasons.add(Code.POLICY_VERSION);
      }
      if (policy.gate().isPresent() && ableOwners(policy) < need(policy)) {
        reasons.add(Code.POLICY_UNREACHABLE);
      }
    }
    var behind = new HashSet<String>();
    for (var endorsement : endorsements) {
      boolean isOfThis =
          switch (endorsement.statement().of()) {
            case Endorsement.Of.PolicyChange(var changed, var from) ->
                file != null && file.digest().equals(changed) && oldFile.digest().equals(from);
            case Endorsement.Of.Landing(var session, var tree) ->
                candidate.session().isPresent()
                    && candidate.session().get().equals(session)
                    && candidate.after().id().equals(tree);
            case Endorsement.Of.Result _ -> false;
          };
      if (isOfThis && owners(old).contains(endorsement.principal())) {
        behind.add(endorsement.principal());
      }
    }
    if (behind.size() < need(old)) {
      reasons.add(Code.POLICY_OWNERS);
    }
  }

  private static Set<String> owners(Policy policy) {
    var named = policy.gate().orElseThrow().owners();
    if (named.isPresent()) {
      return Set.copyOf(named.get().of());
    }
    var all = new HashSet<String>();
    for (var principal : policy.principals().values()) {
      for (var key : principal.keys()) {
        if (key.uses().contains(Use.ENDORSE)) {
          all.add(principal.name());
        }
      }
    }
    return all;
  }

  private static int need(Policy policy) {
    return policy.gate().orElseThrow().owners().map(GateRules.Owners::need).orElse(1);
  }

  private int ableOwners(Policy policy) {
    int able = 0;
    for (String owner : owners(policy)) {
      boolean can = false;
      for (var key : Objects.requireNonNull(policy.principals().get(owner)).keys()) {
        long day = Math.floorDiv(context.nowSeconds(), 24 * 3600L);
        boolean isRevoked =
            policy.revocations().stream().anyMatch(each -> each.key().equals(key.key().id()));
        can |=
            key.uses().contains(Use.ENDORSE)
                && key.from().toEpochDay() <= day
                && day < key.until().toEpochDay()
                && !isRevoked;
      }
      able += can ? 1 : 0;
    }
    return able;
  }

  private void lookAlikes() {
    for (var path : after.keySet()) {
      String top = path.split("/", -1)[0];
      boolean isOne = !top.equals(PolicyFile.NAME) && top.equalsIgnoreCase(PolicyFile.NAME);
      if (isOne && !Objects.equals(before.get(path), after.get(path))) {
        reasons.add(Code.POLICY_LOOKALIKE);
      }
    }
  }

  // ---- checks

  private Map<String, CheckAnswer> checks(Policy policy) {
    var answers = new TreeMap<String, CheckAnswer>();
    var rules = policy.gate().orElseThrow();
    var touched = rules.paths().stream().filter(rule -> touches(rule.match())).toList();
    var required = new HashSet<>(rules.require());
    touched.forEach(rule -> required.addAll(rule.require()));
    for (String name : required) {
      var demands = new ArrayList<>(List.of(rules.signers()));
      for (var rule : touched) {
        if (rule.require().isEmpty() || rule.require().contains(name)) {
          rule.signers().ifPresent(demands::add);
        }
      }
      var check = Objects.requireNonNull(policy.checks().get(name));
      if (check.action() instanceof CheckDefinition.Nix) {
        for (String system : check.systems()) {
          answers.put(name + " " + system, check(policy, check, system, demands));
        }
      } else {
        answers.put(name, check(policy, check, null, demands));
      }
    }
    return answers;
  }

  private boolean touches(Patterns patterns) {
    var matcher = patterns.matcher();
    var paths = new HashSet<>(before.keySet());
    paths.addAll(after.keySet());
    return paths.stream()
        .anyMatch(
            path -> !Objects.equals(before.get(path), after.get(path)) && matcher.matches(path));
  }

  private List<Entry> matching(Patterns inputs) {
    var matcher = inputs.matcher();
    return after.values().stream()
        .filter(entry -> matcher.matches(entry.path().text()))
        .sorted((one, other) -> one.path().compareTo(other.path()))
        .toList();
  }

  private CheckAnswer check(
      Policy policy,
      CheckDefinition check,
      @Nullable String system,
      List<GateRules.Signers> demands) {
    var files = matching(check.inputs());
    var builder = new TreeBuilder((_, _) -> {});
    files.forEach(builder::add);
    var source = builder.finish();
    var codes = EnumSet.noneOf(Code.class);
    var counting = new HashMap<Digest, List<Word>>();
    boolean isThere = false;
    for (var word : words) {
      String on = word.check().system();
      boolean isHere = system == null || on.equals(system);
      if (!word.check().name().equals(check.name()) || (!isHere && check.systems().contains(on))) {
        continue;
      }
      isThere |= isHere;
      var faults = faults(policy, check, word, files.isEmpty() ? null : source);
      if (faults.equals(Set.of(Code.CHECK_ATTEMPTS)) && endorsed(policy, word.check().key())) {
        faults = Set.of();
      }
      codes.addAll(faults);
      if (faults.isEmpty() && isHere) {
        counting.computeIfAbsent(word.check().key(), _ -> new ArrayList<>()).add(word);
      }
    }
    boolean exact = counting.size() <= 1;
    var met =
        counting.keySet().stream()
            .filter(key -> enough(policy, Objects.requireNonNull(counting.get(key)), demands))
            .toList();
    if (met.stream().anyMatch(key -> !disputed(policy, key))) {
      return new CheckAnswer(source, true, Set.of(), true);
    }
    if (!met.isEmpty()) {
      return new CheckAnswer(source, false, Set.of(Code.CHECK_DISPUTED), exact);
    }
    if (!isThere) {
      codes.add(Code.CHECK_MISSING);
    }
    if (!counting.isEmpty()) {
      codes.add(Code.CHECK_SIGNERS);
    }
    if (counting.keySet().stream().anyMatch(key -> disputed(policy, key))) {
      codes.add(Code.CHECK_DISPUTED);
    }
    return new CheckAnswer(source, false, codes, exact);
  }

  private boolean enough(Policy policy, List<Word> counted, List<GateRules.Signers> demands) {
    for (var demand : demands) {
      var names = new TreeMap<String, Set<String>>();
      for (var word : counted) {
        var principal = Objects.requireNonNull(policy.principals().get(word.run().principal()));
        var own = names.computeIfAbsent(principal.name(), _ -> new HashSet<>());
        switch (demand.distinct()) {
          case PRINCIPAL -> own.add(principal.name());
          case ORG -> principal.org().ifPresent(own::add);
          case MACHINE -> own.add(word.run().statement().machine().machine().hex());
        }
      }
      if (most(List.copyOf(names.values()), 0, Set.of()) < demand.need()) {
        return false;
      }
    }
    return true;
  }

  /// To how many of these, from one on, a name of their own can be given that is not given yet.
  private static int most(List<Set<String>> names, int first, Set<String> given) {
    if (first == names.size()) {
      return 0;
    }
    int most = most(names, first + 1, given);
    for (String name : names.get(first)) {
      if (!given.contains(name)) {
        var more = new HashSet<>(given);
        more.add(name);
        most = Math.max(most, 1 + most(names, first + 1, more));
      }
    }
    return most;
  }

  private boolean endorsed(Policy policy, Digest key) {
    return endorsements.stream()
        .anyMatch(endorsement ->
            endorsement.statement().of() instanceof Endorsement.Of.Result(var about)
                && about.equals(key)
                && Objects.requireNonNull(policy.principals().get(endorsement.principal())).kind()
                    == Principal.Kind.HUMAN);
  }

  private boolean disputed(Policy policy, Digest key) {
    if (endorsed(policy, key)) {
      return false;
    }
    var maxAge = policy.gate().orElseThrow().evidence().maxAge();
    return words.stream()
        .filter(word -> word.check().key().equals(key))
        .filter(word -> word.check().result() == Check.Result.FAIL)
        .filter(word ->
            maxAge.isEmpty()
                || context.nowSeconds() - word.run().receivedSeconds() <= maxAge.get().toSeconds())
        .anyMatch(failure ->
            words.stream()
                .noneMatch(later ->
                    later.check().key().equals(key)
                        && later.run().principal().equals(failure.run().principal())
                        && later.check().result() == Check.Result.PASS
                        && finished(later) > finished(failure)));
  }

  /// When it finished, and at the latest in the second of its receipt.
  private static long finished(Word word) {
    return Math.min(word.check().finished(), word.run().receivedSeconds() * 1000 + 999);
  }

  /// What keeps one record from counting. Null stands for inputs that match nothing.
  private Set<Code> faults(
      Policy policy, CheckDefinition check, Word word, @Nullable Digest source) {
    var faults = EnumSet.noneOf(Code.class);
    var record = word.check();
    var wanted = policy.gate().orElseThrow().evidence();
    if (!record.inputs().equals(check.inputs().texts())) {
      faults.add(Code.BIND_INPUTS);
    }
    if (!record.src().equals(source)) {
      faults.add(Code.BIND_SRC);
    }
    if (record.result() != Check.Result.PASS) {
      faults.add(Code.CHECK_NOT_PASS);
    }
    long failed = Math.max(record.attempt() - 1, record.prior().size());
    long seen =
        words.stream()
            .filter(other -> other.check().key().equals(record.key()))
            .filter(other -> other.run().principal().equals(word.run().principal()))
            .filter(other -> other.check().result() == Check.Result.FAIL)
            .count();
    if (wanted.attempts().isPresent() && Math.max(failed, seen) > wanted.attempts().getAsLong()) {
      faults.add(Code.CHECK_ATTEMPTS);
    }
    long since = Math.min(record.finished() / 1000, word.run().receivedSeconds());
    if (wanted.maxAge().isPresent()
        && context.nowSeconds() - since > wanted.maxAge().get().toSeconds()) {
      faults.add(Code.CHECK_AGE);
    }
    switch (check.action()) {
      case CheckDefinition.Nix(var path) when record.action() instanceof Action.Nix nix -> {
        if (!check.systems().contains(record.system())
            || !nix.attr().equals(path.on(record.system()))) {
          faults.add(Code.CHECK_ATTR);
        }
        if (!nix.mode().equals("executed") && !wanted.substituted()) {
          faults.add(Code.CHECK_MODE);
        }
      }
      case CheckDefinition.Command command when record.action() instanceof Action.Run run -> {
        if (!run.argv().equals(command.run())
            || !command.variables().containsAll(run.env().keySet())
            || !run.tools().stream().map(Action.Tool::name).toList().equals(command.tools())) {
          faults.add(Code.CHECK_RUN);
        }
        if (run.network() && !command.network()) {
          faults.add(Code.ENV_NETWORK);
        }
        if (!run.isolation().equals("bwrap") && wanted.isolation() == GateRules.Isolation.BWRAP) {
          faults.add(Code.ENV_ISOLATION);
        }
        if (!check.systems().isEmpty() && !check.systems().contains(record.system())) {
          faults.add(Code.CHECK_SYSTEM);
        }
      }
      default -> faults.add(Code.CHECK_KIND);
    }
    if (record.action() instanceof Action.Nix) {
      nix(wanted, word.run().statement(), faults);
    }
    return faults;
  }

  private static void nix(GateRules.Evidence wanted, CheckRun run, Set<Code> faults) {
    var nix = run.machine().nix().orElseThrow();
    boolean isShutIn =
        switch (wanted.sandbox()) {
          case ON -> nix.sandbox().equals("on") && !nix.fallback();
          case RELAXED -> !nix.sandbox().equals("off") && !nix.fallback();
          case OFF -> true;
        };
    if (!isShutIn) {
      faults.add(Code.ENV_SANDBOX);
    }
    if (!nix.pureEval() || nix.ifd()) {
      faults.add(Code.ENV_PURITY);
    }
    if (wanted.nix().isPresent() && !wanted.nix().get().allow(nix.version())) {
      faults.add(Code.NIX_VERSION);
    }
  }
}
