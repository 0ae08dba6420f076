package dev.micelio.gate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which versions of Nix will do: all bounds must hold.
public record NixVersions(List<Bound> bounds) {
  public static final int BOUNDS_MAX = 8;

  public NixVersions {
    bounds = List.copyOf(bounds);
  }

  public enum Relation {
    // a longer sign stands before its own beginning, for they are tried in this order
    AT_LEAST(">="),
    AT_MOST("<="),
    ABOVE(">"),
    BELOW("<"),
    EXACTLY("=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    private boolean holds(int order) {
      return switch (this) {
        case AT_LEAST -> order >= 0;
        case AT_MOST -> order <= 0;
        case ABOVE -> order > 0;
        case BELOW -> order < 0;
        case EXACTLY -> order == 0;
      };
    }
  }

  public record Bound(Relation relation, NixVersion version) {}

  /// Null when the text is no list of bounds.
  public static @Nullable NixVersions parse(String text) {
    var bounds = new ArrayList<Bound>();
    for (String part : text.split(",", BOUNDS_MAX + 1)) {
      var bound = bound(part.strip());
      if (bound == null || bounds.size() == BOUNDS_MAX) {
        return null;
      }
      bounds.add(bound);
    }
    return new NixVersions(bounds);
  }

  private static @Nullable Bound bound(String text) {
    for (var relation : Relation.values()) {
      if (text.startsWith(relation.sign)) {
        var version = NixVersion.parse(text.substring(relation.sign.length()).strip());
        return version == null ? null : new Bound(relation, version);
      }
    }
    return null;
  }

  /// Whether a version can be compared with others.
  public static boolean canRead(String version) {
    return NixVersion.parse(version) != null;
  }

  /// A version that can not be read is none of these.
  public boolean allow(String version) {
    var read = NixVersion.parse(version);
    return read != null
        && bounds.stream().allMatch(bound -> bound.relation.holds(read.compareTo(bound.version)));
  }

  @Override
  public String toString() {
    return bounds.stream()
        .map(bound -> bound.relation.sign + bound.version)
        .collect(Collectors.joining(", "));
  }
}
