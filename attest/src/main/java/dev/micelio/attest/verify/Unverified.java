package dev.micelio.attest.verify;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;

/// What an attestation says of itself, to be looked at. Nothing in it is believed: the signature
/// was not verified, and the payload is any canonical value.
public record Unverified(
    Digest id, Headers headers, Claims claims, Cbor payload, Cbor.Bytes signature) {

  public static Unverified read(byte[] file) throws Refusal {
    var envelope = Envelope.read(file);
    var headers = Headers.read(envelope.headers());
    return new Unverified(
        envelope.id(),
        headers,
        Claims.read(headers.claims()),
        envelope.payloadValue(),
        Cbor.of(envelope.signature()));
  }
}
