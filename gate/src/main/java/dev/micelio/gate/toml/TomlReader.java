package dev.micelio.gate.toml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.toml.TomlStreamReadException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Joins what the library reads with where the locator finds it.
final class TomlReader {
  private static final int MESSAGE_CHARACTERS_MAX = 200;
  private static final String NEXT = "correct the text here; https://toml.io has the language";
  private static final TomlMapper MAPPER =
      new TomlMapper(
          TomlFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(TomlReading.DEPTH_MAX)
                      .maxNumberLength(100)
                      .build())
              .build());

  /// The two readings part at this offset.
  private static final class Parted extends Exception {
    private static final long serialVersionUID = 1L;
    final int offset;

    Parted(int offset) {
      super(null, null, false, false);
      this.offset = offset;
    }
  }

  private final Lines lines;

  private TomlReader(Lines lines) {
    this.lines = lines;
  }

  static TomlReading read(String text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode tree
          ? join(tree, text)
          : malformed(Place.START, "the file is no table");
    } catch (TomlStreamReadException e) {
      var location = e.getLocation();
      return malformed(
          new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr())),
          e.getOriginalMessage());
    } catch (StreamConstraintsException _) {
      return new TomlReading.Malformed(
          Place.START,
          "tables and lists lie more than " + TomlReading.DEPTH_MAX + " deep",
          "make the file flatter");
    } catch (JsonProcessingException | RuntimeException e) {
      return malformed(Place.START, String.valueOf(e.getMessage()));
    }
  }

  /// What the library read, with the places that the same text gives.
  static TomlReading join(ObjectNode tree, String text) {
    var lines = new Lines(text);
    try {
      return new TomlReading.Document(new TomlReader(lines).table(tree, Locator.locate(text)));
    } catch (Locator.Lost e) {
      return malformed(lines.at(e.offset), "this is not understood");
    } catch (Parted e) {
      return malformed(lines.at(e.offset), "what is here has two meanings");
    }
  }

  private static TomlReading malformed(Place place, String what) {
    String brief =
        what.lines()
            .findFirst()
            .orElse("")
            .codePoints()
            .limit(MESSAGE_CHARACTERS_MAX)
            .map(c -> Character.isISOControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new TomlReading.Malformed(place, "this is not TOML: " + brief, NEXT);
  }

  private Toml value(JsonNode node, Mark mark) throws Parted {
    var place = lines.at(mark.value);
    boolean leaf = mark.members.isEmpty() && mark.items.isEmpty();
    if (node.isContainerNode() ? mark.quoted : !leaf || (mark.quoted && !node.isTextual())) {
      throw new Parted(mark.value);
    }
    return switch (node.getNodeType()) {
      case OBJECT -> table((ObjectNode) node, mark);
      case ARRAY -> items(node, mark);
      case STRING ->
          mark.quoted
              ? new Toml.Text(place, node.textValue())
              : new Toml.Moment(place, node.textValue());
      case BOOLEAN -> new Toml.Flag(place, node.booleanValue());
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? new Toml.Whole(place, node.longValue())
              : new Toml.Decimal(place, node.doubleValue());
      default -> throw new Parted(mark.value);
    };
  }

  private Toml.Table table(ObjectNode node, Mark mark) throws Parted {
    if (node.size() != mark.members.size() || !mark.items.isEmpty()) {
      throw new Parted(mark.value);
    }
    var entries = new LinkedHashMap<String, Toml.Entry>();
    for (var member : mark.members.entrySet()) {
      var value = node.get(member.getKey());
      if (value == null) {
        throw new Parted(member.getValue().key);
      }
      entries.put(
          member.getKey(),
          new Toml.Entry(lines.at(member.getValue().key), value(value, member.getValue())));
    }
    return new Toml.Table(lines.at(mark.value), entries);
  }

  private Toml.Items items(JsonNode node, Mark mark) throws Parted {
    if (node.size() != mark.items.size() || !mark.members.isEmpty()) {
      throw new Parted(mark.value);
    }
    var values = new ArrayList<Toml>();
    for (int i = 0; i < node.size(); i++) {
      values.add(value(node.get(i), mark.items.get(i)));
    }
    return new Toml.Items(lines.at(mark.value), values);
  }
}
