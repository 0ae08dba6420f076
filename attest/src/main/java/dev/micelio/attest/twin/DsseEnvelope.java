package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.Signer;
import dev.micelio.core.digest.Digest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An in-toto statement with one signature over it, as DSSE 1.0 has it. Whether the signature is
/// good, only [#verifies] says: an envelope that was read is a stranger's.
public final class DsseEnvelope {
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  public static final int SIZE_BYTES_MAX = JsonReader.SIZE_BYTES_MAX;

  private static final String WHAT = "a DSSE envelope";

  /// A SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the key.
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] payload;
  private final String keyId;
  private final byte[] signature;

  private DsseEnvelope(byte[] payload, String keyId, byte[] signature) {
    this.payload = payload;
    this.keyId = keyId;
    this.signature = signature;
  }

  public static DsseEnvelope sign(InToto statement, Signer signer) {
    byte[] payload = statement.bytes();
    return new DsseEnvelope(payload, keyId(signer.publicKey()), signer.sign(pae(payload)));
  }

  /// Reads one back. A problem unless it is one of ours in shape: this payload type, exactly one
  /// signature of 64 bytes, nothing else.
  public static DsseEnvelope read(byte[] json) {
    return of(JsonReader.read(WHAT, json));
  }

  static DsseEnvelope of(Json json) {
    var envelope = JsonReader.object(WHAT, json, "payload", "payloadType", "signatures");
    JsonReader.exactly(
        WHAT, "payloadType", Json.of(PAYLOAD_TYPE), JsonReader.at(envelope, "payloadType"));
    if (!(JsonReader.at(envelope, "signatures") instanceof Json.Array(var signatures))
        || signatures.size() != 1) {
      throw JsonReader.malformed(WHAT, "it has not exactly one signature", null);
    }
    var only = JsonReader.object(WHAT, signatures.getFirst(), "keyid", "sig");
    byte[] payload = base64(JsonReader.text(WHAT, JsonReader.at(envelope, "payload")));
    JsonReader.unicode(WHAT, payload);
    byte[] signature = base64(JsonReader.text(WHAT, JsonReader.at(only, "sig")));
    if (signature.length != PublicKey.SIGNATURE_BYTES) {
      throw JsonReader.malformed(WHAT, "its signature has " + signature.length + " bytes", null);
    }
    String keyId = JsonReader.text(WHAT, JsonReader.at(only, "keyid"));
    if (base64(keyId).length != Digest.SIZE_BYTES) {
      throw JsonReader.malformed(WHAT, "its key id is no SHA-256", null);
    }
    return new DsseEnvelope(payload, keyId, signature);
  }

  /// The one way to write these bytes: the usual alphabet, padded, the unused bits zero.
  private static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
      throw JsonReader.malformed(WHAT, "its base64 could be written in another way", null);
    } catch (IllegalArgumentException e) {
      throw JsonReader.malformed(WHAT, "it has something else where base64 belongs", e);
    }
  }

  /// What tells other tools which key to try: base64 of the SHA-256 of its SubjectPublicKeyInfo.
  public static String keyId(PublicKey key) {
    byte[] spki = Arrays.copyOf(SPKI, SPKI.length + PublicKey.SIZE_BYTES);
    System.arraycopy(key.raw(), 0, spki, SPKI.length, PublicKey.SIZE_BYTES);
    return Base64.getEncoder().encodeToString(Digest.of(spki).bytes());
  }

  /// The bytes that are signed: both texts with their lengths, so that neither runs into the other.
  private static byte[] pae(byte[] payload) {
    byte[] head =
        "DSSEv1 %d %s %d "
            .formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length)
            .getBytes(US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + payload.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    return all;
  }

  /// Whether this key signed it, and its id is the one that the envelope names.
  public boolean verifies(PublicKey key) {
    return keyId(key).equals(keyId) && key.verifies(pae(payload), signature);
  }

  public String keyId() {
    return keyId;
  }

  /// The statement's JSON.
  public String payload() {
    return new String(payload, UTF_8);
  }

  public String toJson() {
    return new String(json().bytes(), UTF_8);
  }

  Json json() {
    var encoder = Base64.getEncoder();
    return Json.object(
        Json.member("payload", encoder.encodeToString(payload)),
        Json.member("payloadType", PAYLOAD_TYPE),
        Json.member(
            "signatures",
            Json.array(
                Json.object(
                    Json.member("keyid", keyId),
                    Json.member("sig", encoder.encodeToString(signature))))));
  }
}
