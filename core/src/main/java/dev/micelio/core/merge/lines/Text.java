package dev.micelio.core.merge.lines;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A text cut into lines, each known by a number: the same number is the same bytes in every text
/// that was cut with the same [Vocabulary].
@SuppressWarnings("ArrayRecordComponent") // never compared
record Text(byte[] bytes, int[] begins, int[] lines) {

  /// The lines met so far.
  static final class Vocabulary {
    private final Map<Line, Integer> numbers = new HashMap<>();

    int size() {
      return numbers.size();
    }

    Text cut(byte[] bytes) {
      int count = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n' || i == bytes.length - 1) {
          count++;
        }
      }
      var begins = new int[count + 1];
      var lines = new int[count];
      int begin = 0;
      for (int line = 0; line < count; line++) {
        int end = begin;
        while (end < bytes.length && bytes[end] != '\n') {
          end++;
        }
        end = Math.min(bytes.length, end + 1);
        lines[line] = number(new Line(bytes, begin, end));
        begins[line + 1] = end;
        begin = end;
      }
      return new Text(bytes, begins, lines);
    }

    private int number(Line line) {
      var known = numbers.putIfAbsent(line, numbers.size());
      return known == null ? numbers.size() - 1 : known;
    }
  }

  /// Comparable, because a map keeps keys whose hashes an attacker made equal in order, and finds
  /// them in logarithmic time.
  private record Line(byte[] bytes, int begin, int end, int hash) implements Comparable<Line> {
    Line(byte[] bytes, int begin, int end) {
      this(bytes, begin, end, hash(bytes, begin, end));
    }

    private static int hash(byte[] bytes, int begin, int end) {
      int hash = 1;
      for (int i = begin; i < end; i++) {
        hash = 31 * hash + bytes[i];
      }
      return hash;
    }

    @Override
    public int compareTo(Line other) {
      return Arrays.compareUnsigned(bytes, begin, end, other.bytes, other.begin, other.end);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Line line
          && hash == line.hash
          && Arrays.equals(bytes, begin, end, line.bytes, line.begin, line.end);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  int count() {
    return lines.length;
  }

  void write(int firstLine, int endLine, ByteArrayOutputStream out) {
    out.write(bytes, begins[firstLine], begins[endLine] - begins[firstLine]);
  }

  boolean sameLines(int firstLine, int endLine, Text other, int otherFirst, int otherEnd) {
    return Arrays.equals(lines, firstLine, endLine, other.lines, otherFirst, otherEnd);
  }
}
