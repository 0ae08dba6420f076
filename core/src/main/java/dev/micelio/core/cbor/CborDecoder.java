package dev.micelio.core.cbor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;

/// Reads canonical bytes and no others. Two judges have to agree: [CborScanner], which says what is
/// wrong, and then Jackson, whose value is written again and compared with the bytes. Jackson alone
/// takes many encodings of one value; the comparison with the one that we write leaves one.
final class CborDecoder {
  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(CborLimits.DEPTH_MAX)
                  .maxStringLength(CborLimits.BYTES_MAX)
                  .maxNameLength(CborLimits.BYTES_MAX)
                  .maxDocumentLength(CborLimits.BYTES_MAX)
                  .build())
          // a table of names that strangers fill is a way to slow all readers down
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  private static final int TEXT_HEAD_MIN = CborEncoder.TEXT << 5;

  private final byte[] bytes;
  private final CBORParser parser;

  private CborDecoder(byte[] bytes, CBORParser parser) {
    this.bytes = bytes;
    this.parser = parser;
  }

  static Cbor read(byte[] bytes, CborLimits limits) throws CborRefused {
    if (bytes.length > limits.bytesMax()) {
      throw new CborRefused(
          CborFault.LENGTH,
          0,
          bytes.length + " bytes where at most " + limits.bytesMax() + " are allowed");
    }
    var scanner = new CborScanner(bytes, limits);
    scanner.item();
    scanner.end();
    return parseAndCompare(bytes);
  }

  /// The second judge, who needs the first one only to be safe from what bytes announce.
  static Cbor parseAndCompare(byte[] bytes) throws CborRefused {
    Cbor value;
    try {
      value = parse(bytes);
    } catch (IOException | RuntimeException e) {
      // whatever a reader stumbles over, strangers wrote it: an exception is a refusal
      throw new CborRefused(CborFault.RESERVED, 0, "an item that can not be read");
    }
    int mismatch = Arrays.mismatch(CborEncoder.encode(value, bytes.length), bytes);
    if (mismatch >= 0) {
      throw new CborRefused(CborFault.NOT_SHORTEST, mismatch, "an item not written in its one way");
    }
    return value;
  }

  static Cbor decode(String what, byte[] bytes, CborLimits limits) {
    try {
      return read(bytes, limits);
    } catch (CborRefused e) {
      throw new Problem(
          Problem.Kind.CORRUPT,
          "cbor.malformed",
          what + " is not canonical CBOR: it has " + e.getMessage(),
          "fetch it again; if that does not help, its source is damaged or hostile",
          e);
    }
  }

  private static Cbor parse(byte[] bytes) throws IOException {
    try (var parser = FACTORY.createParser(bytes)) {
      return new CborDecoder(bytes, parser).value(parser.nextToken());
    }
  }

  private Cbor value(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT -> new Cbor.Int(parser.getLongValue());
      case VALUE_STRING -> new Cbor.Text(parser.getText());
      case VALUE_EMBEDDED_OBJECT -> Cbor.Bytes.owned(parser.getBinaryValue());
      case VALUE_TRUE -> new Cbor.Bool(true);
      case VALUE_FALSE -> new Cbor.Bool(false);
      case START_ARRAY -> array();
      case START_OBJECT -> map();
      default -> throw new IOException("another type of item: " + token);
    };
  }

  private Cbor array() throws IOException {
    var items = new ArrayList<Cbor>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(token));
    }
    return new Cbor.Array(items);
  }

  private Cbor map() throws IOException {
    var entries = new ArrayList<Cbor.Map.Entry>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = key();
      entries.add(new Cbor.Map.Entry(key, value(parser.nextToken())));
    }
    return new Cbor.Map(entries);
  }

  /// Jackson gives every key as text; whether it was a number says its first byte.
  private Cbor key() throws IOException {
    int head = bytes[Math.toIntExact(parser.currentTokenLocation().getByteOffset())] & 0xff;
    String name = parser.currentName();
    return head < TEXT_HEAD_MIN ? new Cbor.Int(Long.parseLong(name)) : new Cbor.Text(name);
  }
}
