package dev.micelio.cli.check;

import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.result.KnownResult;
import dev.micelio.checks.run.Prospect;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.snapshot.Quoted;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What changed since a check was last answered here.
final class Why {
  private static final int FILES_TOLD_MAX = 20;

  private final Call call;
  private final CheckSession session;

  Why(Call call, CheckSession session) {
    this.call = call;
    this.session = session;
  }

  Answer print(String name) {
    var looked = session.look();
    var definitions = looked.plan().checks().stream().map(PlannedCheck::definition).toList();
    var definition = Selection.find(name, definitions);
    var check =
        looked.plan().checks().stream()
            .filter(each -> each.definition().equals(definition))
            .findFirst()
            .orElseThrow();
    var prospect = Objects.requireNonNull(session.evidence().prospects(List.of(check)).get(check));
    var last =
        session.results().history(session.project().project(), name, check.system()).stream()
            .findFirst();
    var changes = last.map(result -> changes(check, result, looked)).orElse(List.of());
    tell(check, prospect, last, changes);
    return Answer.DONE;
  }

  private void tell(
      PlannedCheck check, Prospect prospect, Optional<KnownResult> last, List<String> changes) {
    String known =
        last.map(result ->
                "%s was last answered here %s: %s"
                    .formatted(check.name(), Ages.of(call, result), result.outcome().word()))
            .orElse(check.name() + " has never been answered here");
    call.say(known + "\n");
    changes.forEach(change -> call.say("  " + change + "\n"));
    if (last.isPresent() && changes.isEmpty()) {
      call.say("  nothing that it may read or do has changed\n");
    }
    call.say(
        switch (prospect) {
              case PROVED -> "It is proved, and will not run.";
              case FAILS -> "It is known to fail, and will not run without --retry.";
              case OPEN ->
                  changes.isEmpty() && last.isPresent()
                      ? "It will run: what answered it is no proof, or counts no more."
                      : "It will run.";
            }
            + "\n");
    call.answer(
        Json.object()
            .with("name", check.name())
            .with("system", check.system())
            .with("state", prospect.word())
            .with("key", check.key().toString())
            .with("lastKey", last.map(result -> result.key().toString()).orElse(""))
            .with("lastOutcome", last.map(result -> result.outcome().word()).orElse(""))
            .with("changes", Json.array(changes, Json::of))
            .end());
  }

  private List<String> changes(PlannedCheck check, KnownResult last, CheckSession.Looked looked) {
    var changes = new ArrayList<String>();
    if (last.key().equals(check.key())) {
      return changes;
    }
    var said = said(last);
    said.ifPresent(before -> addSettings(check, before, changes));
    if (!last.source().equals(check.source())) {
      var inputs =
          said.map(before -> Patterns.of(before.inputs())).orElse(check.definition().inputs());
      addFiles(check, last, inputs, looked, changes);
    }
    return changes;
  }

  /// The record of the last answer. It explains and decides nothing, so that its signature does not
  /// matter here.
  private Optional<Check> said(KnownResult last) {
    return last.attestation()
        .flatMap(session.results()::attestation)
        .flatMap(attestation -> said(attestation, last.key()));
  }

  private static Optional<Check> said(byte[] attestation, Digest key) {
    try {
      var unverified = Unverified.read(attestation);
      var reasons = new Reasons();
      var statement = Statement.read(unverified.headers().type(), unverified.payload(), reasons);
      return reasons.isEmpty() && statement instanceof CheckRun run
          ? run.checks().stream().filter(each -> each.key().equals(key)).findFirst()
          : Optional.empty();
    } catch (Refusal _) {
      return Optional.empty();
    }
  }

  private static void addSettings(PlannedCheck check, Check before, List<String> changes) {
    add(changes, "inputs", before.inputs(), check.definition().inputs().texts());
    switch (check.question()) {
      case Question.Nix(var attribute) when before.action() instanceof Action.Nix nix ->
          add(changes, "attr", nix.attr(), attribute);
      case Question.Command now when before.action() instanceof Action.Run run -> {
        add(changes, "run", run.argv(), now.run());
        add(changes, "env", run.env(), now.variables());
        add(changes, "tools", versions(run.tools()), versions(now.tools()));
        add(changes, "network", run.network(), now.network());
      }
      case Question.Nix _, Question.Command _ -> changes.add("kind: of another kind before");
    }
  }

  private static List<String> versions(List<Action.Tool> tools) {
    return tools.stream()
        .map(tool -> "%s %s (%s)".formatted(tool.path(), tool.version(), tool.sha256().brief()))
        .toList();
  }

  private static void add(List<String> changes, String what, Object before, Object now) {
    if (!before.equals(now)) {
      changes.add(Shown.whole("%s: %s, before %s".formatted(what, now, before)));
    }
  }

  private void addFiles(
      PlannedCheck check,
      KnownResult last,
      Patterns inputsBefore,
      CheckSession.Looked looked,
      List<String> changes) {
    var kept = session.results().tree(last.tree());
    if (kept.isEmpty()) {
      changes.add("files: some are others; which ones is not remembered any more");
      return;
    }
    var before = new TreeMap<TreePath, Entry>();
    var whole = new Tree(last.tree(), kept.get());
    var matcher = inputsBefore.matcher();
    whole.forEach(entry -> {
      if (matcher.matches(entry.path().text())) {
        before.put(entry.path(), entry);
      }
    });
    var now = new TreeMap<TreePath, Entry>();
    new Tree(check.source(), looked.nodes()).forEach(entry -> now.put(entry.path(), entry));
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(now.keySet());
    int told = 0;
    int more = 0;
    for (var path : paths) {
      if (Objects.equals(before.get(path), now.get(path))) {
        continue;
      }
      if (told++ < FILES_TOLD_MAX) {
        changes.add(
            "%s %s"
                .formatted(
                    before.get(path) == null ? "added" : now.get(path) == null ? "gone" : "changed",
                    Quoted.ifNeeded(path.text())));
      } else {
        more++;
      }
    }
    if (more > 0) {
      changes.add("and %d files more".formatted(more));
    }
  }
}
