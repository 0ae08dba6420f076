package dev.micelio.gate.mutant;

/// A weakening that is planted: in one source file of the gate one snippet is replaced. `name` says
/// what the gate would do then.
record Mutant(String name, String file, String snippet, String replacement) {
  private static final String GATE = "dev/micelio/gate/";

  /// In a file below the gate's package, which is named without `.java`.
  static Mutant in(String file, String name, String snippet, String replacement) {
    return new Mutant(name, GATE + file + ".java", snippet, replacement);
  }

  /// The package that it weakens, by its last name.
  String part() {
    return file.substring(GATE.length(), file.lastIndexOf('/'));
  }

  /// The source with the weakening in it. The snippet must be there exactly once: when the code has
  /// changed, so must the mutant.
  String patch(String source) {
    int at = source.indexOf(snippet);
    if (at < 0 || source.indexOf(snippet, at + 1) >= 0) {
      throw new AssertionError(
          "%s does not have once what the mutant \"%s\" replaces: %s"
              .formatted(file, name, snippet));
    }
    return source.substring(0, at) + replacement + source.substring(at + snippet.length());
  }

  @Override
  public String toString() {
    return name;
  }
}
