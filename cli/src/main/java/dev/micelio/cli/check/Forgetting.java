package dev.micelio.cli.check;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.run.Notary;
import java.util.List;

/// Has an answer that was kept forgotten before anything runs, because whatever comes of the run is
/// newer, even where mic is ended while it runs.
record Forgetting(Notary notary, Runnable forget) implements Notary {

  @Override
  public void prepare() {
    forget.run();
    notary.prepare();
  }

  @Override
  public Signed sign(List<Check> checks) {
    return notary.sign(checks);
  }
}
