package dev.micelio.cli.check;

import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.cli.Call;
import dev.micelio.cli.init.FlakeChecks;
import dev.micelio.cli.tree.HashingProgress;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Has Nix say which checks a flake has, where there is a Nix and the flake can be evaluated.
public final class NixFlakeChecks implements FlakeChecks {

  @Override
  public Optional<List<String>> names(Call call, Path directory, String system) {
    var machine = new CheckMachine(call);
    var nix = machine.nix();
    if (nix.isEmpty()) {
      return Optional.empty();
    }
    var cancellation = new Cancellation();
    try (var _ = new Interruption(cancellation)) {
      var nodes = new NodesInMemory();
      var scope = Scope.all(directory).respectingIgnores();
      var snapshot = new DirectoryReader(call.env(), scope, new HashingProgress(call)).read(nodes);
      var source =
          nix.get()
              .add(
                  new Tree(snapshot.id(), nodes),
                  new WorkTreeContents(directory),
                  machine.workspaces());
      return Optional.of(nix.get().checkNames(source, cancellation));
    } catch (Problem problem) {
      return switch (problem.kind()) {
        case INVALID, DENIED, UNAVAILABLE -> Optional.empty();
        case CORRUPT, BUG, INTERRUPTED -> throw problem;
      };
    } finally {
      call.progressEnds();
    }
  }
}
