package dev.micelio.cli.attest;

import dev.micelio.attest.reason.Reason;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import java.util.List;
import java.util.stream.Collectors;

/// Reasons for people and for programs.
public final class ReasonsView {
  private ReasonsView() {}

  /// One line for what is wrong and one for what to do, behind an indentation.
  public static String text(List<Reason> reasons, Paint paint) {
    var out = new StringBuilder();
    for (var reason : reasons) {
      out.append("        ")
          .append(paint.bad(reason.code().name()))
          .append(
              " %s: expected %s, found %s%n"
                  .formatted(reason.where(), reason.expected(), reason.found()))
          .append("        next: ")
          .append(reason.code().next())
          .append('\n');
    }
    return out.toString();
  }

  static String codes(List<Reason> reasons) {
    return reasons.stream()
        .map(reason -> reason.code().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  static Json.Fields into(Json.Fields fields, List<Reason> reasons) {
    return fields
        .with("codes", Json.array(reasons, reason -> Json.of(reason.code().name())))
        .with("reasons", Json.array(reasons, ReasonsView::json));
  }

  public static Json json(Reason reason) {
    return Json.object()
        .with("code", reason.code().name())
        .with("where", reason.where())
        .with("expected", reason.expected())
        .with("found", reason.found())
        .with("next", reason.code().next())
        .end();
  }
}
