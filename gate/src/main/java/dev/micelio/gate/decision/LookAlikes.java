package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.Difference;
import dev.micelio.gate.policy.PolicyFile;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds paths that are the policy on one machine and not on another. A tree holds names as bytes;
/// file systems fold their case, compose and drop letters, cut blanks and dots at the end, take
/// what follows a colon for a stream, and know files by short names.
final class LookAlikes {
  private static final Set<String> PROTECTED = Set.of(PolicyFile.NAME, ".mic");

  /// Windows gives `MIC~1` or `MIC~1.TOM`, and, to the fifth of its kind, two letters and a hash.
  private static final Pattern SHORT_NAME =
      Pattern.compile("(mic|mictom|mi[0-9a-f]{4})~[0-9]+(\\..*)?", Pattern.DOTALL);

  /// Letters that draw nothing and are of no such type.
  private static final Pattern IGNORABLE =
      Pattern.compile(
          "[\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\ufe00-\\ufe0f\\uffa0"
              + "\\x{e0000}-\\x{e0fff}]");

  private LookAlikes() {}

  static void judge(List<Difference> changes, Reasons reasons) {
    for (var change : changes) {
      String name = first(change.path().text());
      if (change.after() != null && isOne(name) && !isPolicy(change.path().text())) {
        reasons.add(
            Code.POLICY_LOOKALIKE,
            Shown.brief(change.path().text()),
            "a name that no machine takes for mic.toml or .mic",
            Shown.text(name));
      }
    }
  }

  private static boolean isPolicy(String path) {
    return path.equals(PolicyFile.NAME) || path.startsWith(PolicyFile.NAME + "/");
  }

  /// The first name where a backslash parts names too, behind those of the directory itself.
  private static String first(String path) {
    for (String name : path.split("[/\\\\]", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        return name;
      }
    }
    return path;
  }

  static boolean isOne(String name) {
    String folded = folded(name);
    return PROTECTED.contains(folded) || SHORT_NAME.matcher(folded).matches();
  }

  private static String folded(String name) {
    String composed = composed(IGNORABLE.matcher(name).replaceAll(""));
    String cased = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String again = IGNORABLE.matcher(composed(cased)).replaceAll("");
    int colon = again.indexOf(':');
    int end = colon < 0 ? again.length() : colon;
    while (end > 0 && (again.charAt(end - 1) == ' ' || again.charAt(end - 1) == '.')) {
      end--;
    }
    return again.substring(0, end);
  }

  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC);
  }
}
