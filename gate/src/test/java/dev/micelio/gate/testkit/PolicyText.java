package dev.micelio.gate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A mic.toml in the making. It does not change: each call gives another one.
public record PolicyText(
    String project, long version, List<String> gate, boolean isGated, List<String> sections) {
  public static final String PROJECT = "0f8fad5bd9cb469fa16570867728950e";

  public PolicyText {
    gate = List.copyOf(gate);
    sections = List.copyOf(sections);
  }

  /// With a gate that asks for nothing, and nobody to trust.
  public static PolicyText empty() {
    return new PolicyText(PROJECT, 17, List.of(), true, List.of());
  }

  public PolicyText project(String id) {
    return new PolicyText(id, version, gate, isGated, sections);
  }

  public PolicyText version(long number) {
    return new PolicyText(project, number, gate, isGated, sections);
  }

  /// More lines of `[gate]`.
  public PolicyText gate(String... lines) {
    return new PolicyText(project, version, and(gate, lines), true, sections);
  }

  public PolicyText withoutGate() {
    return new PolicyText(project, version, List.of(), false, sections);
  }

  /// Any other table, with its heading.
  public PolicyText section(String... lines) {
    return new PolicyText(project, version, gate, isGated, and(sections, lines));
  }

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  /// A Nix check, on one system.
  public PolicyText check(String name, String... inputs) {
    return section("[check.\"" + name + "\"]", "inputs = " + list(inputs));
  }

  /// A command without tools.
  public PolicyText command(String name, String... inputs) {
    return section(
        "[check.\"" + name + "\"]", "run = [\"sh\", \"check.sh\"]", "inputs = " + list(inputs));
  }

  /// A rule for paths; the other lines say what it asks for.
  public PolicyText path(String match, String... lines) {
    return section("[[gate.paths]]", "match = " + list(match)).section(lines);
  }

  /// Somebody with one key, which has his name. An empty org is none.
  public PolicyText principal(String name, String kind, String org, String... uses) {
    return principalFor("2026-01-01", "2027-01-01", name, kind, org, uses);
  }

  /// From the first of these days until the second.
  public PolicyText principalFor(
      String from, String until, String name, String kind, String org, String... uses) {
    var lines = new ArrayList<String>();
    lines.add("[principal.\"" + name + "\"]");
    lines.add("kind = \"" + kind + "\"");
    if (!org.isEmpty()) {
      lines.add("org = \"" + org + "\"");
    }
    lines.add(
        "keys = [{ ed25519 = \"%s\", use = %s, from = \"%s\", until = \"%s\" }]"
            .formatted(TestKey.base64(name), list(uses), from, until));
    return section(lines.toArray(String[]::new));
  }

  /// Revokes the key of that name.
  public PolicyText revoke(String name) {
    return section(
        "[[revoke]]", "key = \"" + TestKey.of(name).publicKey().id() + "\"", "after = 1");
  }

  public static String list(String... texts) {
    return Stream.of(texts).collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  public String text() {
    var lines = new ArrayList<String>();
    lines.add("[project]");
    lines.add("id = \"" + project + "\"");
    lines.add("version = " + version);
    if (isGated) {
      lines.add("[gate]");
    }
    lines.addAll(gate);
    lines.addAll(sections);
    return String.join("\n", lines) + "\n";
  }

  /// What the text says; a problem when it is no policy.
  public Policy policy() {
    return PolicyFile.read(text().getBytes(UTF_8)).orProblem(PolicyFile.NAME);
  }
}
