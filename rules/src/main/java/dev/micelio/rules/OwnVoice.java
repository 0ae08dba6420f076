package dev.micelio.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The project speaks of itself alone: of no machine it was made on, no registry it was fetched
/// from, no tracker.
final class OwnVoice implements Rule {
  /// The words are put together from halves, so that this file does not contain them.
  private static final Map<Pattern, String> FOREIGN = foreign();

  private static Map<Pattern, String> foreign() {
    var words = new LinkedHashMap<Pattern, String>();
    words.put(
        Pattern.compile("(?<![\\w.])/(?:root|work|home/\\w+|Users/\\w+|tmp/w" + "t)/[\\w.]"),
        "a path of one machine");
    words.put(
        Pattern.compile(
            "repo1?\\.(?:maven\\.ap"
                + "ache|maven)\\.org|registry\\.np"
                + "mjs|py"
                + "pi\\.org"
                + "|cra"
                + "tes\\.io|plugins\\.gra"
                + "dle\\.org|proxy\\.gol"
                + "ang|central\\.sona"
                + "type"),
        "the host of a package registry");
    words.put(
        Pattern.compile(
            "(?i)\\b(?:iss"
                + "ues?|pull re"
                + "quest|fix(?:es)?|close[sd]?)\\s+#?\\d+\\b|\\bPR\\s*#\\d+"),
        "a number of some tracker");
    words.put(
        Pattern.compile(
            "\\bDES"
                + "IGN(?:\\.md|\\s*§)|\\bSTY"
                + "LE\\.md|(?<![\\w/])sha"
                + "red/(?:res|DES|STY)\\w*"),
        "a paper that is not in this repository");
    words.put(
        Pattern.compile("(?i)co-auth" + "ored-by|generated wi" + "th \\["), "how it was made");
    return words;
  }

  @Override
  public List<String> violations(Repository repository) {
    var violations = new ArrayList<String>();
    for (var file : repository.files()) {
      read(repository.root().resolve(file))
          .ifPresent(text ->
              FOREIGN.forEach((words, what) ->
                  words
                      .matcher(text)
                      .results()
                      .forEach(found ->
                          violations.add(
                              "%s speaks of %s (\"%s\"): say it without."
                                  .formatted(file, what, found.group())))));
    }
    return List.copyOf(violations);
  }

  /// The text of a file, or nothing where it holds bytes that are no text.
  private static Optional<String> read(Path file) {
    try {
      var bytes = Files.readAllBytes(file);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
