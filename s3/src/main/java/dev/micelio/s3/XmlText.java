package dev.micelio.s3;

/// Texts of a listing's request, which servers repeat in an answer of XML whether or not XML can
/// hold them.
final class XmlText {
  /// The last character of the basic plane that XML can hold.
  private static final char LAST = '\ufffd';

  private XmlText() {}

  /// The longest beginning of `text` that XML can hold.
  static String before(String text) {
    return text.substring(0, firstBad(text));
  }

  /// `text`, or one that is no key and that is at or before it in the order of keys, as near as can
  /// be.
  static String atOrBefore(String text) {
    int bad = firstBad(text);
    if (bad == text.length()) {
      return text;
    }
    return text.substring(0, bad) + (text.charAt(bad) > LAST ? LAST : "");
  }

  private static int firstBad(String text) {
    int at = 0;
    while (at < text.length() && isHeld(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isHeld(int c) {
    return (c >= 0x20 && c < 0x7f)
        || (c > 0x7f && c < 0xd800)
        || (c > 0xdfff && c <= LAST)
        || c > 0xffff;
  }
}
