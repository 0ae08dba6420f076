package dev.micelio.s3.loopback;

import dev.micelio.core.objects.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A request's body, kept until it is stored: in memory when it is small, else in a file.
final class Spool implements Body, AutoCloseable {
  private static final int MEMORY_BYTES_MAX = 256 << 10;

  private final byte[] bytes;
  private final @Nullable Path file;
  private final long size;
  private final String sha256;

  private Spool(byte[] bytes, @Nullable Path file, long size, String sha256) {
    this.bytes = bytes;
    this.file = file;
    this.size = size;
    this.sha256 = sha256;
  }

  static Spool of(InputStream in, long sizeBytes) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    var memory = new ByteArrayOutputStream();
    Path file = sizeBytes > MEMORY_BYTES_MAX ? Files.createTempFile("loopback-s3", ".body") : null;
    long size;
    try (OutputStream out = file == null ? memory : Files.newOutputStream(file);
        var digested = new DigestOutputStream(out, digest)) {
      size = in.transferTo(digested);
    }
    return new Spool(memory.toByteArray(), file, size, HexFormat.of().formatHex(digest.digest()));
  }

  String sha256() {
    return sha256;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
