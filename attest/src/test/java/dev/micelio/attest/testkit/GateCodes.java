package dev.micelio.attest.testkit;

import dev.micelio.attest.testkit.PublicVectors.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The entries of docs/gate-codes.md, in their order.
public final class GateCodes {
  private static final Path PAGE =
      Path.of(System.getProperty("project.root", ".."), "docs/gate-codes.md");

  /// A line break in an example.
  private static final String BREAK = "⏎";

  private static final Pattern ENTRY =
      Pattern.compile(
          """
          ## (?<code>.+)

          \\*Means:\\* (?<meaning>.+)\\.

          \\*Example:\\* (?<landing>the landing )?`(?<vector>.+?)`(?:, with `(?<put>.+?)` for `(?<taken>.+?)` in the policy)?:
          `(?<reason>.+)`

          \\*Do:\\* (?<next>.+)\\.
          """);

  /// What an entry says of its code. The reason is the one that is printed for the vector, or for a
  /// landing of that name, which only a gate has.
  public record Entry(
      String code,
      String meaning,
      boolean isLanding,
      String vector,
      Optional<Change> change,
      String reason,
      String next) {

    public Vector example() {
      return Stream.of("public.json", "negative.json", "statements.json")
          .flatMap(file -> PublicVectors.all(file).stream())
          .filter(any -> any.name().equals(vector))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no vector " + vector));
    }
  }

  /// What a policy says instead.
  public record Change(String put, String taken) {
    public String in(String policy) {
      String old = taken.replace(BREAK, "\n");
      if (!policy.contains(old)) {
        throw new IllegalStateException("the policy has no " + taken);
      }
      return policy.replace(old, put.replace(BREAK, "\n"));
    }
  }

  private GateCodes() {}

  public static List<Entry> entries() {
    String page = page();
    var entries =
        ENTRY
            .matcher(page)
            .results()
            .map(found ->
                new Entry(
                    found.group("code"),
                    found.group("meaning"),
                    found.group("landing") != null,
                    found.group("vector"),
                    Optional.ofNullable(found.group("put"))
                        .map(put -> new Change(put, found.group("taken"))),
                    found.group("reason"),
                    found.group("next")))
            .toList();
    long headings = page.lines().filter(line -> line.startsWith("## ")).count();
    if (headings != entries.size()) {
      throw new IllegalStateException(headings + " headings and " + entries.size() + " entries");
    }
    return entries;
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
