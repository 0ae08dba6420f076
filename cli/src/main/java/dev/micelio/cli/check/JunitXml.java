package dev.micelio.cli.check;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/// What came of all checks, in the XML that JUnit made common: one suite, a case for each check. A
/// result that speaks against the files is a `failure`, one that says nothing of them an `error`,
/// and what was stopped is `skipped`.
final class JunitXml {
  private static final String FAILURE = "failure";
  private static final String ERROR = "error";
  private static final String SKIPPED = "skipped";

  private JunitXml() {}

  static String of(Event.Summary summary) {
    var checks = summary.checks();
    var counts =
        "tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
            .formatted(
                checks.size(),
                checks.stream().filter(check -> kind(check).equals(FAILURE)).count(),
                checks.stream().filter(check -> kind(check).equals(ERROR)).count(),
                checks.stream().filter(check -> kind(check).equals(SKIPPED)).count(),
                seconds(summary.durationMillis()));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites %s>
      <testsuite name="mic check" %s>
    %s  </testsuite>
    </testsuites>
    """
        .formatted(
            counts, counts, checks.stream().map(JunitXml::testCase).collect(Collectors.joining()));
  }

  private static String kind(Event.Answered check) {
    if (check.outcome() == Outcome.CANCELLED) {
      return SKIPPED;
    }
    return check.outcome().result() == Check.Result.PASS
        ? ""
        : check.outcome().result() == Check.Result.FAIL ? FAILURE : ERROR;
  }

  private static String testCase(Event.Answered check) {
    var out =
        new StringBuilder(
            "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\">\n"
                .formatted(
                    attribute(check.id().system()),
                    attribute(check.id().name()),
                    seconds(check.durationMillis())));
    String kind = kind(check);
    if (kind.equals(SKIPPED)) {
      out.append("      <skipped message=\"").append(attribute(message(check))).append("\"/>\n");
    } else if (!kind.isEmpty()) {
      out.append(
          "      <%s type=\"%s\" message=\"%s\">%s</%s>\n"
              .formatted(
                  kind,
                  check.outcome().word(),
                  attribute(message(check)),
                  text(lines(check.excerpt())),
                  kind));
    }
    if (!check.ran()) {
      out.append("      <system-out>")
          .append(text("it did not run: evidence answered" + evidence(check)))
          .append("</system-out>\n");
    }
    return out.append("    </testcase>\n").toString();
  }

  private static String message(Event.Answered check) {
    String said = OutcomeText.said(check.outcome(), check.exit());
    return check.detail().isEmpty() ? said : said + ": " + LogText.plain(check.detail());
  }

  private static String evidence(Event.Answered check) {
    return check.attestation().map(id -> ", attestation " + id).orElse("");
  }

  private static String lines(List<String> excerpt) {
    return String.join("\n", excerpt.stream().map(LogText::plain).toList());
  }

  private static String seconds(long millis) {
    long positive = Math.max(0, millis);
    return "%d.%03d".formatted(positive / 1000, positive % 1000);
  }

  private static String attribute(String text) {
    return text(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
  }

  /// What XML 1.0 has no place for is left out, escaped or not.
  private static String text(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .filter(JunitXml::isInXml)
        .forEach(letter -> {
          switch (letter) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            default -> out.appendCodePoint(letter);
          }
        });
    return out.toString();
  }

  private static boolean isInXml(int letter) {
    return letter == '\t'
        || letter == '\n'
        || (letter >= 0x20 && letter <= 0xd7ff)
        || (letter >= 0xe000 && letter <= 0xfffd)
        || letter >= 0x10000;
  }
}
