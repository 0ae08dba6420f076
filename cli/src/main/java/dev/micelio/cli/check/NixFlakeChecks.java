package dev.micelio.cli.check;

import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.cli.Call;
import dev.micelio.cli.init.FlakeChecks;
import dev.micelio.cli.tree.Reading;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.NodesInMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Has Nix say which checks a flake has, where there is a Nix and the flake can be evaluated.
public final class NixFlakeChecks implements FlakeChecks {

  @Override
  public Optional<List<String>> names(Call call, Path directory, String system) {
    var machine = new CheckMachine(call);
    if (machine.nix().isEmpty()) {
      return Optional.empty();
    }
    var cancellation = new Cancellation();
    try (var _ = new Interruption(cancellation)) {
      var tree = Reading.all(call, directory, new NodesInMemory());
      return machine.flakeChecks(tree, new WorkTreeContents(directory), cancellation);
    } catch (Problem problem) {
      return switch (problem.kind()) {
        case INVALID, DENIED, UNAVAILABLE -> Optional.empty();
        case CORRUPT, BUG, INTERRUPTED -> throw problem;
      };
    }
  }
}
