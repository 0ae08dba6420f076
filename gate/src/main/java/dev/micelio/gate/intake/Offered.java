package dev.micelio.gate.intake;

/// An attestation as it came. Seconds since 1970: when it was received first.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Offered(byte[] file, long receivedSeconds) {}
