package dev.micelio.attest.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Our own vectors: what is refused, each for one reason, and what stands just within the rules.
///
/// Its main writes `negative.json` and `statements.json` anew. What changes in them is a change of
/// the format.
public final class NegativeVectors {
  public static final String NEGATIVE = "negative.json";
  public static final String STATEMENTS = "statements.json";

  private static final String BEFORE_VECTORS = " \"vectors\": [";
  private static final String BEFORE_EXPECT = " \"expect\": {";

  private NegativeVectors() {}

  /// Of check runs.
  static List<Vector> checkRuns() {
    var all = new Collected();
    AcceptedVectors.addTo(all);
    EnvelopeVectors.addTo(all);
    CborVectors.addTo(all);
    HeaderVectors.addTo(all);
    SignatureVectors.addTo(all);
    ClaimVectors.addTo(all);
    SchemaVectors.addTo(all);
    MeaningVectors.addTo(all);
    PolicyVectors.addTo(all);
    return all.list();
  }

  static List<Vector> statements() {
    return StatementVectors.all();
  }

  /// The text of a file.
  static String json(String file) {
    return switch (file) {
      case NEGATIVE -> head(BEFORE_VECTORS) + json(checkRuns());
      case STATEMENTS ->
          head(BEFORE_EXPECT)
              + BEFORE_EXPECT
              + "\n  \"principal\": \""
              + Draft.PRINCIPAL
              + "\"\n },\n"
              + json(statements());
      default -> throw new IllegalArgumentException(file);
    };
  }

  /// Key, project, clock and policy are those of the public vectors.
  private static String head(String until) {
    String all = new String(PublicVectors.bytes("public.json"), UTF_8);
    return all.substring(0, all.indexOf(until));
  }

  private static String json(List<Vector> vectors) {
    var json = new StringBuilder(BEFORE_VECTORS).append('\n');
    for (int i = 0; i < vectors.size(); i++) {
      var vector = vectors.get(i);
      json.append("  {\n");
      member(json, "name", vector.name(), ",");
      if (!vector.type().equals(StatementType.CHECK_RUN.word()) || isOfStatements(vector)) {
        member(json, "type", vector.type(), ",");
      }
      member(json, "code", vector.code(), ",");
      member(json, "why", vector.why(), ",");
      member(json, "hex", vector.hex(), "");
      json.append(i + 1 < vectors.size() ? "  },\n" : "  }\n");
    }
    return json.append(" ]\n}\n").toString();
  }

  private static boolean isOfStatements(Vector vector) {
    return vector.name().endsWith("-for-check-run");
  }

  private static void member(StringBuilder json, String name, String value, String end) {
    if (value.indexOf('"') >= 0 || value.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("to be escaped: " + value);
    }
    json.append("   \"%s\": \"%s\"%s\n".formatted(name, value, end));
  }

  public static void main(String[] args) throws IOException {
    for (String file : List.of(NEGATIVE, STATEMENTS)) {
      Path path = PublicVectors.file(file);
      Files.writeString(path, json(file));
      System.out.println("wrote " + path);
    }
  }
}
