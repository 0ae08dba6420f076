package dev.micelio.gate.policy;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.toml.Toml;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one key of a principal.
final class KeyReader {
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
  private static final String DATE_NEXT =
      "write a date from 1970 on as YYYY-MM-DD, such as 2026-01-31";

  private final Section section;

  KeyReader(Toml.Table table, String principal, Faults faults) {
    section =
        new Section(
            "a key of " + principal, table, faults, "ed25519", "ssh", "use", "from", "until");
  }

  /// Empty when any of it is missing or wrong.
  Optional<Principal.Key> read() {
    var key = key();
    var uses = uses();
    var from = date("from");
    var until = date("until");
    if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
      section.fault(
          "until",
          "is " + until.get() + ", not after from, " + from.get(),
          "write the first day on which the key counts no more");
    }
    return key.isPresent() && from.isPresent() && until.isPresent()
        ? Optional.of(new Principal.Key(key.get(), uses, from.get(), until.get()))
        : Optional.empty();
  }

  /// The key stands in the file already.
  void taken(String owner) {
    section.fault(
        written(),
        "is the key of principal " + Shown.text(owner) + " already",
        "let each key stand once, under one principal");
  }

  private String written() {
    return section.has("ed25519") ? "ed25519" : "ssh";
  }

  private Optional<PublicKey> key() {
    if (section.has("ed25519") == section.has("ssh")) {
      section.fault(
          "ed25519",
          section.has("ssh") ? "stands beside ssh" : "and ssh are both missing",
          "write one of ed25519 = \"<base64>\" and ssh = \"ssh-ed25519 AAAA…\"");
      return Optional.empty();
    }
    boolean ssh = section.has("ssh");
    return section
        .text(written())
        .flatMap(text -> key(ssh ? PublicKeyText.ssh(text) : PublicKeyText.base64(text), ssh));
  }

  private Optional<PublicKey> key(byte @Nullable [] raw, boolean ssh) {
    if (raw == null) {
      section.fault(
          written(),
          "is no Ed25519 key",
          ssh
              ? "write the line of the .pub file: ssh-ed25519, a blank and 68 characters"
              : "write the 32 bytes of the public key in base64, 44 characters");
      return Optional.empty();
    }
    try {
      return Optional.of(PublicKey.of(raw));
    } catch (Problem problem) {
      section.fault(written(), "is " + problem.what(), problem.next());
      return Optional.empty();
    }
  }

  private Set<Use> uses() {
    var uses = EnumSet.noneOf(Use.class);
    for (var text : section.names("use", Use.values().length)) {
      section.word(text, "use", Use.class).ifPresent(uses::add);
    }
    if (!section.has("use") || section.isEmptyList("use")) {
      section.fault("use", "names no use", "write what it may sign, such as [\"check\"]");
    }
    return uses;
  }

  private Optional<LocalDate> date(String key) {
    section.missing(key, DATE_NEXT);
    return section
        .date(key)
        .flatMap(text -> {
          var date = parse(text);
          if (date == null) {
            section.fault(key, "is " + Shown.text(text), DATE_NEXT);
          }
          return Optional.ofNullable(date);
        });
  }

  private static @Nullable LocalDate parse(String text) {
    if (!DATE.matcher(text).matches()) {
      return null;
    }
    try {
      var date = LocalDate.parse(text);
      return date.isBefore(FIRST_DAY) ? null : date;
    } catch (DateTimeException _) {
      return null;
    }
  }
}
