package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFault;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.toml.TomlReading;
import java.util.List;

/// What a tree has as its policy.
sealed interface PolicyOf {
  TreePath PATH = new TreePath(PolicyFile.NAME);

  /// There is no file.
  record Absent() implements PolicyOf {}

  /// There is something that is no policy.
  record Unsound(List<Reason> reasons) implements PolicyOf {
    public Unsound {
      reasons = List.copyOf(reasons);
    }
  }

  record Sound(Policy policy, Edition edition) implements PolicyOf {}

  static boolean changes(Candidate candidate) {
    return !candidate.before().get(PATH).equals(candidate.after().get(PATH));
  }

  /// `where` says in reasons which tree it is.
  static PolicyOf read(Tree tree, Contents contents, String where) {
    return tree.get(PATH).map(entry -> read(entry, contents, where)).orElseGet(Absent::new);
  }

  private static PolicyOf read(Entry entry, Contents contents, String where) {
    if (entry.kind() != EntryKind.FILE) {
      return unsound(where, "a file", kind(entry.kind()));
    }
    if (entry.size() > TomlReading.SIZE_BYTES_MAX) {
      return unsound(
          where, "at most " + TomlReading.SIZE_BYTES_MAX + " bytes", entry.size() + " bytes");
    }
    byte[] bytes = contents.read(entry);
    if (!Digest.of(bytes).equals(entry.digest())) {
      throw new Problem(
          Problem.Kind.CORRUPT,
          "gate.wrong-content",
          "what was read as %s of %s is not %s".formatted(PolicyFile.NAME, where, entry.digest()),
          "check the object store: `mic doctor objects`");
    }
    return switch (PolicyFile.read(bytes)) {
      case PolicyFile.Valid(var policy) ->
          new Sound(policy, new Edition(policy.version(), entry.digest()));
      case PolicyFile.Invalid(var faults) ->
          new Unsound(faults.stream().map(fault -> reason(fault, where)).toList());
    };
  }

  private static String kind(EntryKind kind) {
    return switch (kind) {
      case FILE -> "a file";
      case EXECUTABLE -> "a file that can be executed; take that away: chmod -x " + PolicyFile.NAME;
      case LINK -> "a link; put the file itself in its place";
    };
  }

  private static PolicyOf unsound(String where, String expected, String found) {
    return new Unsound(List.of(new Reason(Code.POLICY_INVALID, where, expected, found)));
  }

  private static Reason reason(PolicyFault fault, String where) {
    return new Reason(
        Code.POLICY_INVALID,
        "%s, line %d, column %d".formatted(where, fault.line(), fault.column()),
        "a policy without faults",
        fault.what() + "; " + fault.next());
  }
}
