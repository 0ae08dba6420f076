package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what twins travel in. Spaces and the order of members are free, all else is as it must be:
/// one value in UTF-8, no name twice, and no member that nobody knows.
final class JsonReader {
  /// An attestation has at most 256 KiB; escaped in a statement and written in base64 it fits.
  static final int SIZE_BYTES_MAX = 4 << 20;

  private static final int DEPTH_MAX = 8;
  private static final int NAME_MAX = 64;
  private static final int TOKENS_MAX = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(SIZE_BYTES_MAX)
                  .maxStringLength(SIZE_BYTES_MAX)
                  .maxNameLength(NAME_MAX)
                  .maxNestingDepth(DEPTH_MAX)
                  .maxTokenCount(TOKENS_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  private JsonReader() {}

  /// `what` begins the sentence of every problem: "a DSSE envelope".
  static Json read(String what, byte[] bytes) {
    if (bytes.length > SIZE_BYTES_MAX) {
      throw malformed(what, "it has more than " + SIZE_BYTES_MAX + " bytes", null);
    }
    try (var parser = FACTORY.createParser(unicode(what, bytes))) {
      var value = value(what, parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw malformed(what, "something follows its end", null);
      }
      return value;
    } catch (IOException e) {
      throw malformed(what, "it is not JSON as it is written here", e);
    }
  }

  /// The text that these bytes are, and nothing where they are no UTF-8.
  static String unicode(String what, byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed(what, "it is not UTF-8", e);
    }
  }

  private static Json value(String what, JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    return switch (token) {
      case VALUE_STRING -> Json.of(parser.getText());
      case START_ARRAY -> array(what, parser);
      case START_OBJECT -> object(what, parser);
      case null -> throw malformed(what, "it is empty", null);
      default -> throw malformed(what, "no " + token + " belongs in it", null);
    };
  }

  private static Json array(String what, JsonParser parser) throws IOException {
    var items = new ArrayList<Json>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(what, parser, token));
    }
    return Json.array(items);
  }

  private static Json object(String what, JsonParser parser) throws IOException {
    var members = new ArrayList<Json.Member>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      members.add(Json.member(name, value(what, parser, parser.nextToken())));
    }
    return Json.object(members);
  }

  /// An object with exactly these members.
  static Json.Members object(String what, Json value, String... names) {
    if (value instanceof Json.Members object) {
      var found = new HashSet<String>();
      object.members().forEach(member -> found.add(member.name()));
      if (found.equals(Set.of(names))) {
        return object;
      }
    }
    throw malformed(what, "where exactly " + List.of(names) + " belong, something else is", null);
  }

  static Json at(Json.Members object, String name) {
    return object.get(name).orElseThrow();
  }

  static String text(String what, Json value) {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw malformed(what, "something else is where text belongs", null);
  }

  static void exactly(String what, String name, Json expected, Json value) {
    if (!value.equals(expected)) {
      throw malformed(what, "its member " + name + " is not the one that belongs there", null);
    }
  }

  static Problem malformed(String what, String why, @Nullable Throwable cause) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "twin.malformed",
        "not " + what + " as mic writes it: " + why,
        "fetch it again, or make it again from its attestation: mic attest export",
        cause);
  }
}
