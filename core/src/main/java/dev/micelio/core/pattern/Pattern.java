package dev.micelio.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pattern of a list, in its shortest form: `**` never follows `**`, and `*` never ends what
/// `**` would match just as well.
record Pattern(boolean takesAway, List<String> segments) {
  static final int SIZE_BYTES_MAX = 4096;
  static final int WILDCARDS_MAX = 32;
  static final String ACROSS = "**";

  static Pattern of(String text) {
    boolean takesAway = text.startsWith("!");
    var segments = new ArrayList<String>();
    for (String segment : text.substring(takesAway ? 1 : 0).split("/", -1)) {
      if (!segment.equals(ACROSS) || segments.isEmpty() || !segments.getLast().equals(ACROSS)) {
        segments.add(segment);
      }
    }
    int last = segments.size() - 1;
    if (last > 0 && segments.get(last).equals("*") && segments.get(last - 1).equals(ACROSS)) {
      segments.removeLast();
    }
    return new Pattern(takesAway, List.copyOf(segments));
  }

  /// Why a text is no pattern, and what to write instead; null when it is one.
  static @Nullable String fault(String text) {
    String path = text.startsWith("!") ? text.substring(1) : text;
    if (path.isEmpty()) {
      return "it is empty; remove it";
    }
    if (path.length() > SIZE_BYTES_MAX || path.getBytes(UTF_8).length > SIZE_BYTES_MAX) {
      return "it is longer than " + SIZE_BYTES_MAX + " bytes; no path is";
    }
    if (path.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(path)) {
      return "it is not Unicode text without NUL characters; no path is";
    }
    if (path.startsWith("!")) {
      return "it begins with !!; write one !";
    }
    if (path.startsWith("/")) {
      return "it begins with /; leave that out, for patterns always begin at the top";
    }
    if (path.endsWith("/")) {
      return "it ends with /; write " + path + "** for everything below that directory";
    }
    if (path.split("\\*+", -1).length - 1 > WILDCARDS_MAX) {
      return "it has more than " + WILDCARDS_MAX + " wildcards; write several patterns";
    }
    for (String segment : path.split("/", -1)) {
      String fault = segmentFault(segment);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String segmentFault(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      return "it has an empty, . or .. segment; leave that out";
    }
    if (segment.contains(ACROSS) && !segment.equals(ACROSS)) {
      return "it has ** beside other text; write * for a part of a name, or make ** a segment";
    }
    if (segment.indexOf('\\') >= 0) {
      return "it has a \\, which escapes nothing here; write / between segments, or * in place of"
          + " the character";
    }
    if (segment.indexOf('?') >= 0) {
      return "it has a ?, which is not a wildcard here; write *";
    }
    int brace = segment.indexOf('{');
    int comma = segment.indexOf(',', Math.max(brace, 0));
    if (brace >= 0 && comma >= 0 && segment.indexOf('}', comma) >= 0) {
      return "it has alternatives in braces; write one pattern for each";
    }
    return null;
  }

  /// The literal segments it begins with.
  String prefix() {
    int end = 0;
    while (end < segments.size() && segments.get(end).indexOf('*') < 0) {
      end++;
    }
    return String.join("/", segments.subList(0, end));
  }

  Ending ending() {
    String name = segments.getLast();
    int star = name.lastIndexOf('*');
    return name.equals(ACROSS) ? Ending.ANY : new Ending(name.substring(star + 1), star <= 0);
  }
}
