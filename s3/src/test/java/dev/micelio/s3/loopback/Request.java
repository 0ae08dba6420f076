package dev.micelio.s3.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request's head, taken apart: the path and the query decoded.
record Request(HttpExchange exchange, String method, String path, SortedMap<String, String> query) {

  static Request of(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    var query = new TreeMap<String, String>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Request(exchange, exchange.getRequestMethod(), decoded(uri.getRawPath()), query);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /// As signatures and listings want it: all but letters, digits and `-._~` is escaped.
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  @Nullable String parameter(String name) {
    return query.get(name);
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  boolean isConditional() {
    return header("If-Match") != null || header("If-None-Match") != null;
  }

  /// The query as signatures want it, without one parameter.
  String canonicalQuery(String except) {
    var out = new TreeMap<String, String>();
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      if (!parameter.getKey().equals(except)) {
        out.put(encoded(parameter.getKey()), encoded(parameter.getValue()));
      }
    }
    return String.join(
        "&", out.entrySet().stream().map(p -> p.getKey() + "=" + p.getValue()).toList());
  }
}
