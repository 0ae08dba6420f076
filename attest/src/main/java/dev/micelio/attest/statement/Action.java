package dev.micelio.attest.statement;

import dev.micelio.core.digest.Digest;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a check did.
public sealed interface Action {

  /// The word in the member `kind`.
  default String kind() {
    return switch (this) {
      case Nix _ -> "nix";
      case Run _ -> "run";
    };
  }

  /// A flake attribute that was built. The mode is executed or substituted.
  record Nix(
      List<String> attr,
      String drv,
      Digest drvSha256,
      Digest drvs,
      String mode,
      List<Output> outputs)
      implements Action {
    public static final String EXECUTED = "executed";
    public static final String SUBSTITUTED = "substituted";

    public Nix {
      attr = List.copyOf(attr);
      outputs = List.copyOf(outputs);
    }
  }

  record Output(String name, String path, Digest narSha256, long narSize, List<String> refs) {
    public Output {
      refs = List.copyOf(refs);
    }
  }

  /// A command that was run. The isolation is bwrap or none.
  record Run(
      List<String> argv,
      SortedMap<String, String> env,
      List<Tool> tools,
      String isolation,
      boolean network)
      implements Action {
    public Run {
      argv = List.copyOf(argv);
      env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
      tools = List.copyOf(tools);
    }
  }

  record Tool(String name, String path, Digest sha256, String version) {}
}
