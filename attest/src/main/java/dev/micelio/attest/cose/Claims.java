package dev.micelio.attest.cose;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.schema.ShownCbor;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.project.ProjectId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Who says it, about what, to whom, from when until when, and a number used once: 32 hexadecimal
/// digits. Times are seconds since 1970.
public record Claims(String iss, String sub, String aud, long exp, long iat, String cti) {
  public static final int CTI_BYTES = 16;

  private static final long ISS = 1;
  private static final long SUB = 2;
  private static final long AUD = 3;
  private static final long EXP = 4;
  private static final long IAT = 6;
  private static final long CTI = 7;
  private static final List<Long> LABELS = List.of(ISS, SUB, AUD, EXP, IAT, CTI);
  private static final String WHERE = "claims";

  /// To whom a statement about a project is said.
  public static String audience(ProjectId project) {
    return "micelio:" + project;
  }

  public static Claims read(Optional<Cbor> claims) throws Refusal {
    if (claims.isEmpty()) {
      throw new Refusal(Code.CLAIM_MISSING, WHERE, "the header 15", "nothing");
    }
    if (!(claims.get() instanceof Cbor.Map map)) {
      throw new Refusal(Code.CLAIM_TYPE, WHERE, "a map", ShownCbor.of(claims.get()));
    }
    closed(map);
    return new Claims(
        text(map, ISS),
        text(map, SUB),
        text(map, AUD),
        time(map, EXP),
        time(map, IAT),
        HexFormat.of().formatHex(cti(map)));
  }

  private static void closed(Cbor.Map map) throws Refusal {
    for (long label : LABELS) {
      if (map.get(label).isEmpty()) {
        throw new Refusal(Code.CLAIM_MISSING, WHERE, "the claim " + label, "nothing");
      }
    }
    for (var entry : map.entries()) {
      if (!(entry.key() instanceof Cbor.Int(long label) && LABELS.contains(label))) {
        throw new Refusal(
            Code.CLAIM_EXTRA, WHERE, "the claims 1, 2, 3, 4, 6 and 7", ShownCbor.of(entry.key()));
      }
    }
  }

  private static Cbor at(Cbor.Map map, long label) {
    return map.get(label).orElseThrow();
  }

  private static String text(Cbor.Map map, long label) throws Refusal {
    if (at(map, label) instanceof Cbor.Text(String text)) {
      return text;
    }
    throw wrong(map, label, "text");
  }

  private static long time(Cbor.Map map, long label) throws Refusal {
    if (at(map, label) instanceof Cbor.Int(long seconds) && seconds >= 0) {
      return seconds;
    }
    throw wrong(map, label, "seconds since 1970");
  }

  private static byte[] cti(Cbor.Map map) throws Refusal {
    if (at(map, CTI) instanceof Cbor.Bytes bytes && bytes.size() == CTI_BYTES) {
      return bytes.array();
    }
    throw wrong(map, CTI, CTI_BYTES + " bytes");
  }

  private static Refusal wrong(Cbor.Map map, long label, String expected) {
    return new Refusal(
        Code.CLAIM_TYPE, WHERE, expected + " as the claim " + label, ShownCbor.of(at(map, label)));
  }

  Cbor toCbor() {
    return Cbor.map()
        .put(ISS, Cbor.of(iss))
        .put(SUB, Cbor.of(sub))
        .put(AUD, Cbor.of(aud))
        .put(EXP, Cbor.of(exp))
        .put(IAT, Cbor.of(iat))
        .put(CTI, Cbor.of(HexFormat.of().parseHex(cti)))
        .build();
  }
}
