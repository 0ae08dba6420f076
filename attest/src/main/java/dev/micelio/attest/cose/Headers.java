package dev.micelio.attest.cose;

import static java.util.stream.Collectors.joining;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.schema.ShownCbor;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The five protected headers. The claims are read apart, because they are judged behind the
/// signature.
public record Headers(StatementType type, KeyId key, Optional<Cbor> claims) {
  private static final int ALG = 1;
  private static final int CRIT = 2;
  private static final int CONTENT_TYPE = 3;
  private static final int KID = 4;
  private static final int CWT_CLAIMS = 15;
  private static final int TYP = 16;

  /// Ed25519, RFC 9864. There is no other algorithm.
  private static final long ED25519 = -19;

  private static final String WHERE = "headers";

  /// Headers of any kind of statement.
  public static Headers read(byte[] headers) throws Refusal {
    return read(headers, EnumSet.allOf(StatementType.class));
  }

  /// Headers of the kind that is wanted.
  public static Headers read(byte[] headers, StatementType wanted) throws Refusal {
    return read(headers, EnumSet.of(wanted));
  }

  private static Headers read(byte[] headers, Set<StatementType> wanted) throws Refusal {
    // no headers at all may be written as no bytes at all (RFC 9052, section 3)
    var value = headers.length == 0 ? Cbor.map().build() : Envelope.value(WHERE, headers);
    if (!(value instanceof Cbor.Map map)) {
      throw new Refusal(Code.ENV_SHAPE, WHERE, "a map", "another type");
    }
    algorithm(map);
    closed(map);
    return new Headers(type(map, wanted), key(map), map.get(CWT_CLAIMS));
  }

  private static void algorithm(Cbor.Map map) throws Refusal {
    if (!map.get(ALG).equals(Optional.of(Cbor.of(ED25519)))) {
      throw new Refusal(Code.HDR_ALG, WHERE, "alg " + ED25519 + " (Ed25519)", shown(map.get(ALG)));
    }
  }

  private static void closed(Cbor.Map map) throws Refusal {
    if (map.get(CRIT).isPresent()) {
      throw new Refusal(Code.HDR_CRIT, WHERE, "no crit", "crit");
    }
    for (var entry : map.entries()) {
      if (!(entry.key() instanceof Cbor.Int(long label)
          && (label == ALG
              || label == CONTENT_TYPE
              || label == KID
              || label == CWT_CLAIMS
              || label == TYP))) {
        throw new Refusal(
            Code.HDR_EXTRA,
            WHERE,
            "the headers 1, 3, 4, 15 and 16",
            shown(Optional.of(entry.key())));
      }
    }
  }

  private static StatementType type(Cbor.Map map, Set<StatementType> wanted) throws Refusal {
    var content = map.get(CONTENT_TYPE);
    var typ = map.get(TYP);
    return wanted.stream()
        .filter(type -> content.equals(Optional.of(Cbor.of(type.contentType()))))
        .filter(type -> typ.equals(Optional.of(Cbor.of(type.envelopeType()))))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                Code.HDR_TYPE,
                WHERE,
                "the content type and the typ of "
                    + wanted.stream().map(StatementType::word).collect(joining(" or ")),
                shown(content) + " and " + shown(typ)));
  }

  private static KeyId key(Cbor.Map map) throws Refusal {
    if (map.get(KID).orElse(null) instanceof Cbor.Bytes bytes
        && bytes.size() == Digest.SIZE_BYTES) {
      return new KeyId(Digest.at(bytes.array(), 0));
    }
    throw new Refusal(
        Code.HDR_KID, WHERE, "a key id of " + Digest.SIZE_BYTES + " bytes", shown(map.get(KID)));
  }

  static String shown(Optional<Cbor> value) {
    return value.map(ShownCbor::of).orElse("nothing");
  }

  /// The headers of a new attestation.
  public static byte[] write(StatementType type, KeyId key, Claims claims) {
    return Cbor.map()
        .put(ALG, Cbor.of(ED25519))
        .put(CONTENT_TYPE, Cbor.of(type.contentType()))
        .put(KID, Cbor.of(key.thumbprint()))
        .put(CWT_CLAIMS, claims.toCbor())
        .put(TYP, Cbor.of(type.envelopeType()))
        .build()
        .encode();
  }
}
