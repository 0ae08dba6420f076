package dev.micelio.gate.policy;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.schema.Grammar;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.toml.Toml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a whole policy. It reads on after a fault, with what is left, so that all faults are told.
final class PolicyReader {
  /// So that no version stands in the way of the next one.
  static final long VERSION_MAX = 1_000_000_000;

  static final int REVOCATIONS_MAX = 4096;
  private static final String PROJECT_NEXT =
      "write the project's id, 32 hexadecimal digits in lower case: [project] and below it"
          + " id = \"…\"";

  /// Which project, and which edition of its policy.
  record Header(ProjectId project, long version) {}

  private final Faults faults = new Faults();
  private final Section file;

  private PolicyReader(Toml.Table table) {
    file =
        new Section("the file", table, faults, "project", "check", "gate", "principal", "revoke");
  }

  static PolicyFile read(Toml.Table table) {
    var reader = new PolicyReader(table);
    int before = reader.faults.count();
    var principals = reader.principals();
    // what counts principals would only repeat the faults of theirs
    boolean counted = reader.faults.count() == before;
    var header = reader.header();
    var checks = reader.checks();
    var gate =
        reader
            .file
            .table("gate")
            .map(found -> new GateReader(found, checks, principals, counted, reader.faults).read());
    var revocations = reader.revocations(principals, counted);
    if (header.isEmpty() || !reader.faults.isEmpty()) {
      return new PolicyFile.Invalid(reader.faults.list());
    }
    return new PolicyFile.Valid(new Policy(header.get(), checks, gate, principals, revocations));
  }

  private Optional<Header> header() {
    file.missing("project", PROJECT_NEXT);
    return file.table("project")
        .flatMap(table -> {
          var section = new Section("[project]", table, faults, "id", "version");
          section.missing("id", PROJECT_NEXT);
          long version = section.whole("version", 1, VERSION_MAX).orElse(1L);
          return section
              .text("id")
              .flatMap(text -> id(section, text))
              .map(id -> new Header(id, version));
        });
  }

  private static Optional<ProjectId> id(Section section, String text) {
    try {
      return Optional.of(ProjectId.parse(text));
    } catch (Problem _) {
      section.fault("id", "is " + Shown.text(text), PROJECT_NEXT);
      return Optional.empty();
    }
  }

  private SequencedMap<String, CheckDefinition> checks() {
    var checks = new LinkedHashMap<String, CheckDefinition>();
    for (var named : file.namedTables("check", CheckDefinition.COUNT_MAX)) {
      if (!Grammar.isCheckName(named.name())) {
        faults.add(
            named.key(),
            "a check is called " + Shown.text(named.name()),
            "use 1 to 64 of a-z, 0-9, . _ and -, a letter or digit first");
      }
      checks.put(named.name(), new CheckReader(named, faults).read());
    }
    return checks;
  }

  private SequencedMap<String, Principal> principals() {
    var reader = new PrincipalReader(faults);
    var principals = new LinkedHashMap<String, Principal>();
    for (var named : file.namedTables("principal", Principal.COUNT_MAX)) {
      principals.put(named.name(), reader.read(named));
    }
    return principals;
  }

  private List<Policy.Revocation> revocations(
      SequencedMap<String, Principal> principals, boolean complete) {
    Set<KeyId> known =
        principals.values().stream()
            .flatMap(principal -> principal.keys().stream())
            .map(key -> key.key().id())
            .collect(Collectors.toUnmodifiableSet());
    var seen = new HashSet<KeyId>();
    var revocations = new ArrayList<Policy.Revocation>();
    for (var table : file.tables("revoke", REVOCATIONS_MAX)) {
      var section = new Section("[[revoke]]", table, faults, "key", "after", "reason");
      section.missing("key", "write the id of the key, 64 hexadecimal digits");
      section.missing("after", "write the landing position behind which the key counts no more");
      var key = section.text("key").flatMap(text -> keyId(section, text));
      long after = section.whole("after", 0, Long.MAX_VALUE).orElse(0L);
      String reason = section.text("reason").orElse("");
      if (key.isEmpty()) {
        continue;
      }
      if (complete && !known.contains(key.get())) {
        section.fault(
            "key",
            "is the id of no key in this file",
            "correct it; a revoked key stays under its principal, and one that stands nowhere is"
                + " not trusted anyway");
      } else if (!seen.add(key.get())) {
        section.fault("key", "is revoked above already", "remove one of the two");
      }
      revocations.add(new Policy.Revocation(key.get(), after, reason));
    }
    return revocations;
  }

  private static Optional<KeyId> keyId(Section section, String text) {
    try {
      if (!text.startsWith("sha256:")) {
        return Optional.of(new KeyId(Digest.parse(text)));
      }
    } catch (Problem _) {
      // told below, as everything that is no id
    }
    section.fault("key", "is " + Shown.text(text), "write 64 hexadecimal digits in lower case");
    return Optional.empty();
  }
}
