package dev.micelio.attest.cose;

import dev.micelio.attest.reason.Code;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborFault;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.cbor.CborRefused;
import dev.micelio.core.cbor.CborScanner;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.Arrays;

/// A COSE_Sign1 under tag 18, with an empty unprotected map. Nothing in it is believed yet.
public final class Envelope {
  public static final int SIZE_BYTES_MAX = 256 * 1024;
  public static final int DEPTH_MAX = 16;

  /// Those of its headers and of its payload too.
  public static final CborLimits LIMITS = new CborLimits(SIZE_BYTES_MAX, SIZE_BYTES_MAX, DEPTH_MAX);

  private static final int TAG_18 = 0xd2;
  private static final int PARTS = 4;
  private static final String WHERE = "file";

  private final byte[] headers;
  private final byte[] payload;
  private final byte[] signature;
  private final Digest id;

  private Envelope(byte[] headers, byte[] payload, byte[] signature, Digest id) {
    this.headers = headers;
    this.payload = payload;
    this.signature = signature;
    this.id = id;
  }

  public static Envelope read(byte[] file) throws Refusal {
    if (file.length > SIZE_BYTES_MAX) {
      throw new Refusal(
          Code.ENV_SIZE, WHERE, "at most " + SIZE_BYTES_MAX + " bytes", file.length + " bytes");
    }
    if (file.length > 0 && (file[0] & 0xff) != TAG_18) {
      throw new Refusal(
          Code.ENV_TAG, WHERE, "the byte d2 first", "the byte %02x".formatted(file[0]));
    }
    try {
      return parts(file);
    } catch (CborRefused e) {
      throw Refusal.of(WHERE, e);
    }
  }

  private static Envelope parts(byte[] file) throws CborRefused, Refusal {
    var scanner = new CborScanner(file, LIMITS);
    if (file.length > 0) {
      scanner.skip(1);
    }
    expect(scanner, CborScanner.Type.ARRAY, "an array");
    long count = scanner.head();
    if (count != PARTS) {
      throw new Refusal(Code.ENV_SHAPE, WHERE, "an array of " + PARTS, "an array of " + count);
    }
    byte[] headers = bytes(file, scanner, "the protected headers as bytes");
    expect(scanner, CborScanner.Type.MAP, "the unprotected headers as a map");
    int unprotected = scanner.position();
    scanner.item();
    boolean isUnprotectedEmpty = scanner.position() == unprotected + 1;
    byte[] payload = bytes(file, scanner, "the payload as bytes");
    byte[] signature = bytes(file, scanner, "the signature as bytes");
    scanner.end();
    if (!isUnprotectedEmpty) {
      throw new Refusal(
          Code.HDR_UNPROTECTED, "headers", "no header outside the signature", "at least one");
    }
    return new Envelope(headers, payload, signature, Digest.of(file));
  }

  /// A part of the wrong type is that, whatever is wrong inside it.
  private static void expect(CborScanner scanner, CborScanner.Type type, String expected)
      throws CborRefused, Refusal {
    CborScanner.Type found;
    try {
      found = scanner.peek();
    } catch (CborRefused e) {
      if (e.fault() == CborFault.TRUNCATED) {
        throw e;
      }
      var code =
          e.fault() == CborFault.TAG && scanner.position() == 1 ? Code.ENV_TAG : Code.ENV_SHAPE;
      throw new Refusal(code, WHERE, expected, String.valueOf(e.getMessage()));
    }
    if (found != type) {
      throw new Refusal(Code.ENV_SHAPE, WHERE, expected, "an item of the type " + found);
    }
  }

  private static byte[] bytes(byte[] file, CborScanner scanner, String expected)
      throws CborRefused, Refusal {
    expect(scanner, CborScanner.Type.BYTES, expected);
    int length = Math.toIntExact(scanner.head());
    int from = scanner.position();
    scanner.skip(length);
    return Arrays.copyOfRange(file, from, from + length);
  }

  /// The bytes of an attestation.
  public static byte[] write(byte[] headers, byte[] payload, byte[] signature) {
    byte[] parts =
        Cbor.array(Cbor.of(headers), Cbor.map().build(), Cbor.of(payload), Cbor.of(signature))
            .encode();
    return new ByteWriter(1 + parts.length).u8(TAG_18).bytes(parts).toBytes();
  }

  /// What is signed: the headers, the payload, and for which project.
  public static byte[] toBeSigned(byte[] headers, ProjectId project, byte[] payload) {
    byte[] context =
        Cbor.array(Cbor.of("micelio-attestation"), Cbor.of(1), Cbor.of(project.bytes())).encode();
    return Cbor.array(Cbor.of("Signature1"), Cbor.of(headers), Cbor.of(context), Cbor.of(payload))
        .encode();
  }

  /// SHA-256 of all its bytes.
  public Digest id() {
    return id;
  }

  public byte[] headers() {
    return headers.clone();
  }

  public byte[] payload() {
    return payload.clone();
  }

  public byte[] signature() {
    return signature.clone();
  }

  /// The payload as a value.
  public Cbor payloadValue() throws Refusal {
    return value("payload", payload);
  }

  static Cbor value(String where, byte[] bytes) throws Refusal {
    try {
      return Cbor.read(bytes, LIMITS);
    } catch (CborRefused e) {
      throw Refusal.of(where, e);
    }
  }
}
