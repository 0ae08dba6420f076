package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A Sigstore bundle v0.3 that carries one envelope, with a hint of the key instead of a
/// certificate and without an entry in a log.
public record SigstoreBundle(DsseEnvelope envelope) {
  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  public static final int SIZE_BYTES_MAX = JsonReader.SIZE_BYTES_MAX;

  private static final String WHAT = "a Sigstore bundle";

  /// Reads one back. A problem unless it is one of ours in shape, with a hint of the key that the
  /// envelope names.
  public static SigstoreBundle read(byte[] json) {
    var bundle =
        JsonReader.object(
            WHAT, JsonReader.read(WHAT, json), "dsseEnvelope", "mediaType", "verificationMaterial");
    JsonReader.exactly(WHAT, "mediaType", Json.of(MEDIA_TYPE), JsonReader.at(bundle, "mediaType"));
    var envelope = DsseEnvelope.of(JsonReader.at(bundle, "dsseEnvelope"));
    JsonReader.exactly(
        WHAT,
        "verificationMaterial",
        material(envelope.keyId()),
        JsonReader.at(bundle, "verificationMaterial"));
    return new SigstoreBundle(envelope);
  }

  private static Json material(String keyId) {
    return Json.object(
        Json.member("publicKey", Json.object(Json.member("hint", keyId))),
        Json.member("tlogEntries", Json.array()));
  }

  public String toJson() {
    var bundle =
        Json.object(
            Json.member("dsseEnvelope", envelope.json()),
            Json.member("mediaType", MEDIA_TYPE),
            Json.member("verificationMaterial", material(envelope.keyId())));
    return new String(bundle.bytes(), UTF_8);
  }
}
