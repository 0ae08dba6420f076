package dev.micelio.cli.check;

import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.Objects;

/// The checks with what is known of them, without running any.
final class CheckList {
  private final Call call;
  private final CheckSession session;

  CheckList(Call call, CheckSession session) {
    this.call = call;
    this.session = session;
  }

  Answer print() {
    var plan = session.look().plan();
    var prospects = session.evidence().prospects(plan.checks());
    int width = plan.checks().stream().mapToInt(check -> check.name().length()).max().orElse(0);
    var rows = new ArrayList<Json>();
    for (var check : plan.checks()) {
      String word = Objects.requireNonNull(prospects.get(check)).word();
      call.say(
          "%s%s  %-8s  %s\n"
              .formatted(
                  check.name(), " ".repeat(width - check.name().length()), word, what(check)));
      rows.add(
          Json.object()
              .with("name", check.name())
              .with("system", check.system())
              .with("state", word)
              .with("key", check.key().toString())
              .with("src", check.source().toString())
              .with("files", check.files().files())
              .with("inputs", Json.array(check.definition().inputs().texts(), Json::of))
              .end());
    }
    call.answer(Json.object().with("checks", Json.array(rows, row -> row)).end());
    return Answer.DONE;
  }

  private static String what(PlannedCheck check) {
    return switch (check.question()) {
      case Question.Nix(var attribute) -> Shown.brief("nix " + String.join(".", attribute));
      case Question.Command command -> Shown.brief(String.join(" ", command.run()));
    };
  }
}
