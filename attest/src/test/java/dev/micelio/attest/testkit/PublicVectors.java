package dev.micelio.attest.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.micelio.attest.statement.StatementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The vectors of docs/formats/vectors/attestation.
public final class PublicVectors {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("project.root", ".."), "docs/formats/vectors/attestation");

  /// A file, the kind of statement that is asked for, and what must be said of it: a code of a
  /// reason, or ACCEPT.
  public record Vector(String name, String type, String code, String why, String hex) {
    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
      return name + " " + code;
    }
  }

  private PublicVectors() {}

  public static Path file(String name) {
    return DIRECTORY.resolve(name);
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those of one file of vectors, `public.json` for one.
  public static List<Vector> all(String name) {
    try (var parser = new JsonFactory().createParser(bytes(name))) {
      while (!"vectors".equals(parser.nextFieldName())) {
        if (parser.currentToken() == null) {
          throw new IOException(name + " has no vectors");
        }
      }
      parser.nextToken();
      var vectors = new ArrayList<Vector>();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        vectors.add(vector(parser));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector vector(JsonParser parser) throws IOException {
    String name = "";
    String type = StatementType.CHECK_RUN.word();
    String code = "";
    String why = "";
    String hex = "";
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      String value = parser.nextTextValue();
      switch (field) {
        case "name" -> name = value;
        case "type" -> type = value;
        case "code" -> code = value;
        case "why" -> why = value;
        case "hex" -> hex = value;
        default -> throw new IOException("a vector has no " + field);
      }
    }
    return new Vector(name, type, code, why, hex);
  }
}
