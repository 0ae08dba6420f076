package dev.micelio.s3.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;

/// What a request is answered with; `length` bytes of `body` are sent.
record Answer(int status, Map<String, String> headers, long length, InputStream body) {

  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, headers, 0, InputStream.nullInputStream());
  }

  static Answer xml(int status, String xml) {
    byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml).getBytes(UTF_8);
    return new Answer(
        status,
        Map.of("Content-Type", "application/xml"),
        bytes.length,
        new ByteArrayInputStream(bytes));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
