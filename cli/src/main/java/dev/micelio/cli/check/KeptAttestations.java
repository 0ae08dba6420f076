package dev.micelio.cli.check;

import dev.micelio.checks.plan.Planner;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.cli.Call;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.Tree;
import dev.micelio.gate.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;

/// What `mic check` signed on this machine, or was shown, about just these files.
public final class KeptAttestations {
  private KeptAttestations() {}

  /// Each once, at most so many; of each check the newest first.
  public static List<byte[]> of(Call call, Policy policy, Tree tree, NodeSink sink, int countMax) {
    var machine = new CheckMachine(call);
    var results = LocalResults.open(call.env(), machine.home());
    var planner = new Planner(ThisMachine.system(), call.environment(), machine.tools());
    var found = new LinkedHashMap<Digest, byte[]>();
    for (var check : policy.checks().values()) {
      try {
        var keys =
            planner.plan(List.of(check), tree, sink).checks().stream()
                .map(planned -> planned.key())
                .toList();
        results
            .attestations(keys)
            .values()
            .forEach(kept -> kept.forEach(bytes -> found.put(Digest.of(bytes), bytes)));
      } catch (Problem _) {
        // it can not be asked on this machine, so nothing about it was answered here
      }
    }
    return found.values().stream().limit(countMax).toList();
  }
}
