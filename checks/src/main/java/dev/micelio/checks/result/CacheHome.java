package dev.micelio.checks.result;

import dev.micelio.core.problem.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where everything lies that mic may lose: `$XDG_CACHE_HOME/mic`, else `~/.cache/mic`.
public final class CacheHome {
  private CacheHome() {}

  public static Path of(Map<String, String> environment) {
    String cache = environment.get("XDG_CACHE_HOME");
    if (isAbsolute(cache)) { // one that is relative is to be ignored, says the XDG specification
      return Path.of(cache, "mic");
    }
    String home = environment.get("HOME");
    if (isAbsolute(home)) {
      return Path.of(home, ".cache", "mic");
    }
    throw new Problem(
        Problem.Kind.INVALID,
        "cache.no-home",
        "there is no place to keep results: neither XDG_CACHE_HOME nor HOME is an absolute path",
        "set HOME to your home directory");
  }

  private static boolean isAbsolute(@Nullable String path) {
    return path != null && path.startsWith("/");
  }
}
