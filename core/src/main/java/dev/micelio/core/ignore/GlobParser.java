package dev.micelio.core.ignore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a pattern with wildcards as git's wildmatch does.
final class GlobParser {
  private static final int BYTES = 256;

  private final byte[] text;
  private final boolean ofPath;
  private final List<GlobStep> steps = new ArrayList<>();
  private int at;

  /// Whether the newest steps are those of a `**/`; another one right behind it adds nothing.
  private boolean behindDirectories;

  private GlobParser(byte[] text, boolean ofPath) {
    this.text = text;
    this.ofPath = ofPath;
  }

  /// The steps; null for a pattern that git takes for broken, which matches nothing.
  static @Nullable List<GlobStep> parse(byte[] text, boolean ofPath) {
    var parser = new GlobParser(text, ofPath);
    while (parser.at < text.length) {
      if (!parser.step()) {
        return null;
      }
    }
    return parser.steps;
  }

  private boolean step() {
    byte b = text[at];
    if (b == '*') {
      stars();
      return true;
    }
    behindDirectories = false;
    at++;
    switch (b) {
      case '?' -> {
        var bytes = new BitSet(BYTES);
        bytes.set(0, BYTES);
        add(bytes);
      }
      case '[' -> {
        var bytes = set();
        if (bytes == null) {
          return false;
        }
        add(bytes);
      }
      case '\\' -> {
        if (at == text.length) {
          return false;
        }
        steps.add(GlobStep.One.literal(text[at++]));
      }
      default -> steps.add(GlobStep.One.literal(b));
    }
    return true;
  }

  /// Neither `?` nor a set is ever a `/`.
  private void add(BitSet bytes) {
    bytes.clear('/');
    steps.add(new GlobStep.One(bytes));
  }

  private void stars() {
    int begin = at;
    while (at < text.length && text[at] == '*') {
      at++;
    }
    boolean wholeSegment =
        at - begin > 1
            && (begin == 0 || text[begin - 1] == '/')
            && (at == text.length || is(at, '/') || (is(at, '\\') && is(at + 1, '/')));
    if (!ofPath || !wholeSegment) {
      steps.add(new GlobStep.Within());
      behindDirectories = false;
    } else if (!is(at, '/')) {
      steps.add(new GlobStep.Across());
      behindDirectories = false;
    } else {
      at++;
      if (!behindDirectories) {
        steps.add(new GlobStep.Directories());
        steps.add(new GlobStep.Across());
        steps.add(GlobStep.One.literal((byte) '/'));
      }
      behindDirectories = true;
    }
  }

  private boolean is(int place, char wanted) {
    return place < text.length && text[place] == wanted;
  }

  /// A set in brackets, behind its `[`; null when it has no end or names an unknown class.
  private @Nullable BitSet set() {
    var bytes = new BitSet(BYTES);
    boolean negated = is(at, '!') || is(at, '^');
    if (negated) {
      at++;
    }
    int previous = 0;
    do { // a ] right at the beginning stands for itself
      if (at == text.length) {
        return null;
      }
      int b = text[at++] & 0xff;
      if (b == '\\') {
        if (at == text.length) {
          return null;
        }
        previous = text[at++] & 0xff;
        bytes.set(previous);
      } else if (b == '-' && previous != 0 && at < text.length && text[at] != ']') {
        if (!range(previous, bytes)) {
          return null;
        }
        previous = 0;
      } else if (b == '[' && is(at, ':')) {
        int end = at + 1;
        while (end < text.length && text[end] != ']') {
          end++;
        }
        if (end == text.length) {
          return null;
        }
        if (end - 1 > at && text[end - 1] == ':') {
          if (!named(new String(text, at + 1, end - at - 2, StandardCharsets.ISO_8859_1), bytes)) {
            return null;
          }
          at = end + 1;
          previous = 0;
        } else {
          bytes.set('[');
          previous = '[';
        }
      } else {
        bytes.set(b);
        previous = b;
      }
    } while (!is(at, ']'));
    at++;
    if (negated) {
      bytes.flip(0, BYTES);
    }
    return bytes;
  }

  /// The end of a range that begins with `from`.
  private boolean range(int from, BitSet bytes) {
    int to = text[at++] & 0xff;
    if (to == '\\') {
      if (at == text.length) {
        return false;
      }
      to = text[at++] & 0xff;
    }
    if (from <= to) {
      bytes.set(from, to + 1);
    }
    return true;
  }

  /// The classes of the C locale, which know ASCII alone.
  private static boolean named(String name, BitSet bytes) {
    switch (name) {
      case "alnum" ->
          chars("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", bytes);
      case "alpha" -> chars("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", bytes);
      case "blank" -> chars(" \t", bytes);
      case "cntrl" -> {
        bytes.set(0, ' ');
        bytes.set(0x7f);
      }
      case "digit" -> bytes.set('0', '9' + 1);
      case "graph" -> bytes.set('!', '~' + 1);
      case "lower" -> bytes.set('a', 'z' + 1);
      case "print" -> bytes.set(' ', '~' + 1);
      case "punct" -> {
        var graph = new BitSet(BYTES);
        named("graph", graph);
        var alnum = new BitSet(BYTES);
        named("alnum", alnum);
        graph.andNot(alnum);
        bytes.or(graph);
      }
      case "space" -> chars(" \t\n\u000b\f\r", bytes);
      case "upper" -> bytes.set('A', 'Z' + 1);
      case "xdigit" -> chars("0123456789abcdefABCDEF", bytes);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void chars(String all, BitSet bytes) {
    all.chars().forEach(bytes::set);
  }
}
