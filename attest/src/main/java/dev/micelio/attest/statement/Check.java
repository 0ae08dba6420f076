package dev.micelio.attest.statement;

import dev.micelio.core.digest.Digest;
import java.util.List;

/// What one check gave. Times are milliseconds since 1970.
public record Check(
    String name,
    Digest key,
    String system,
    List<String> inputs,
    Digest src,
    Result result,
    long exit,
    long attempt,
    List<Digest> prior,
    long started,
    long finished,
    Log log,
    Action action) {

  public Check {
    inputs = List.copyOf(inputs);
    prior = List.copyOf(prior);
  }

  public enum Result {
    PASS("pass"),
    FAIL("fail"),
    ERROR("error");

    private final String word;

    Result(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public record Log(Digest sha256, long size, Digest packedSha256, long packedSize) {}

  /// The question that this check answers. Whoever answers it files the answer under this key.
  public Digest keyOfRecord() {
    return CheckKey.of(name, action, system, src);
  }
}
