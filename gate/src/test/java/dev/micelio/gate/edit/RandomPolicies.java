package dev.micelio.gate.edit;

import dev.micelio.gate.testkit.NumberedKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Valid policies in the many ways in which people write one.
final class RandomPolicies {
  private static final List<String> NAMES =
      List.of("ana", "\"runner:ci-a\"", "'odd # name'", "\"a\\u0062\\\"c\"", "\"ü [[x]]\"");

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int comments;
  private int keys;

  private RandomPolicies(Random random) {
    this.random = random;
  }

  static String next(Random random) {
    var policies = new RandomPolicies(random);
    policies.write();
    String text = policies.out.toString();
    if (random.nextInt(4) == 0) {
      text = text.stripTrailing();
    }
    return random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
  }

  private boolean often() {
    return random.nextInt(3) > 0;
  }

  private void comment() {
    if (random.nextBoolean()) {
      out.append("# comment ").append(comments++).append(" [[\"'] {\n");
    }
  }

  private String behind() {
    return random.nextBoolean() ? " # behind " + comments++ + " ]}\"" : "";
  }

  private void write() {
    var parts = new ArrayList<Runnable>();
    boolean isDotted = random.nextInt(5) == 0;
    boolean isInline = !isDotted && random.nextInt(4) == 0;
    comment();
    if (isDotted || isInline) {
      project(isDotted);
    } else {
      parts.add(this::projectTable);
    }
    parts.add(this::checks);
    parts.add(this::principals);
    Collections.shuffle(parts, random);
    if (random.nextBoolean()) {
      parts.add(this::revocation);
    }
    parts.forEach(part -> {
      comment();
      part.run();
      out.append(random.nextBoolean() ? "\n" : "");
    });
  }

  private void project(boolean isDotted) {
    boolean hasVersion = random.nextBoolean();
    if (isDotted) {
      out.append("project.id = \"0f8fad5bd9cb469fa16570867728950e\"").append(behind()).append('\n');
      if (hasVersion) {
        out.append("project . version = 1_7").append(behind()).append('\n');
      }
    } else {
      out.append("project = { id = '0f8fad5bd9cb469fa16570867728950e'")
          .append(hasVersion ? ", version = 41" : "")
          .append(" }")
          .append(behind())
          .append('\n');
    }
  }

  private void projectTable() {
    String indent = random.nextBoolean() ? "  " : "";
    out.append("[project]").append(behind()).append('\n');
    boolean hasVersion = often();
    boolean isFirst = random.nextBoolean();
    if (hasVersion && isFirst) {
      out.append(indent).append("version=9").append(behind()).append('\n');
    }
    out.append(indent)
        .append("id = \"0f8fad5bd9cb469fa16570867728950e\"")
        .append(behind())
        .append('\n');
    comment();
    if (hasVersion && !isFirst) {
      out.append(indent).append("version = 99").append(behind()).append('\n');
    }
  }

  private void checks() {
    out.append("[check.unit]\nrun = [\"sh\", '''-c\n] # \"''', \"\"\"exit ]\\\"\"\"\"]\n");
    comment();
    out.append("[gate]\nrequire = [ # ]\n  \"unit\",\n]\nmax-age = \"30d\"\n");
  }

  private void principals() {
    int count = 1 + random.nextInt(NAMES.size());
    for (int i = 0; i < count; i++) {
      comment();
      out.append("[principal.").append(NAMES.get(i)).append("]").append(behind()).append('\n');
      out.append("kind = \"human\"\n");
      if (random.nextBoolean()) {
        out.append("org = \"acme\"").append(behind()).append('\n');
      }
      keys(NAMES.get(i), 1 + random.nextInt(3));
    }
  }

  private void keys(String name, int count) {
    switch (random.nextInt(4)) {
      case 0 -> {
        for (int i = 0; i < count; i++) {
          comment();
          out.append("[[principal.").append(name).append(".keys]]\n");
          out.append(entries().replace(", ", "\n").replace("\"check\"\n", "\"check\", "))
              .append(behind())
              .append('\n');
        }
      }
      case 1 -> {
        out.append("keys = [");
        for (int i = 0; i < count; i++) {
          out.append(i > 0 ? ", " : "").append("{ ").append(entries()).append(" }");
        }
        out.append(random.nextBoolean() ? "," : "").append("]").append(behind()).append('\n');
      }
      default -> {
        out.append("keys = [").append(behind()).append('\n');
        boolean isLastEnded = random.nextBoolean();
        for (int i = 0; i < count; i++) {
          out.append("  {").append(entries()).append("}");
          out.append(i < count - 1 || isLastEnded ? "," : "").append(behind()).append('\n');
        }
        if (random.nextBoolean()) {
          out.append("  # the end ").append(comments++).append("\n");
        }
        out.append("]").append(behind()).append('\n');
      }
    }
  }

  private String entries() {
    keys++;
    return "ed25519 = \"%s\", use = [\"check\"%s], from = %s, until = \"2027-01-01\""
        .formatted(
            NumberedKeys.base64(keys),
            random.nextBoolean() ? ", \"endorse\"" : "",
            random.nextBoolean() ? "2026-01-01" : "\"2026-01-01\"");
  }

  private void revocation() {
    if (random.nextBoolean()) {
      out.append("[[revoke]]\nkey = \"")
          .append(NumberedKeys.keyId(1))
          .append("\"\nafter = 5")
          .append(behind())
          .append('\n');
    }
  }
}
