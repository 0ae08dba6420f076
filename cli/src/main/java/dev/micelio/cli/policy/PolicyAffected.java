package dev.micelio.cli.policy;

import dev.micelio.attest.store.Attestations;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Verb;
import dev.micelio.cli.objects.ProjectLog;
import dev.micelio.core.landing.StoredCommit;
import dev.micelio.core.landing.Tail;
import dev.micelio.gate.affected.Affected;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy affected`: what has landed on the word of something that is suspected now.
public final class PolicyAffected implements Verb {
  private static final int COMMITS_BETWEEN_PROGRESS = 64;

  @Override
  public void describe(CommandSpec spec) {
    Suspected.describe(spec);
    ProjectLog.describe(spec);
    RevocationSide.describe(spec);
    spec.usageMessage()
        .description(
            """
            Reads the landing log of a project and prints the landings that rest on what
            is suspected: on what a key signed, on what a Nix of some versions built, or on
            what a Nix built that believed a key of a binary cache. Give one of --key, --nix
            and --substituter.

            For each result, and each endorsement, it says whether another attestation of
            the same landing says the same without the suspect. Whether that one would have
            been enough for the gate is not asked. An attestation that is missing or damaged
            is told: nobody knows what rested on it. A Nix whose version can not be read is
            suspected with every version.

            With --key, where the policy revokes it, each landing is told to be up to the
            position of the revocation, or behind it. No signature is verified again.

            Exit codes: 0 nothing rests on it, 1 something does, 2 wrong usage or no such
            project, 4 cannot be reached, or nothing is known to rest on it and not every
            attestation could be read, 5 the log is damaged.\
            """)
        .footer(
            "mic policy affected --key 96587a…61ce --objects dir:/srv/objects --project 0123…cdef",
            "mic policy affected --nix '<2.34.7' --objects s3://bucket/team --project 0123…cdef");
  }

  @Override
  public Answer run(Call call) {
    var suspicion = Suspected.of(call);
    try (var project = ProjectLog.open(call)) {
      var after = RevocationSide.after(call, project.id(), suspicion);
      var report = new AffectedReport(call, project.id(), suspicion, after);
      new Search(call, project, Affected.by(suspicion), report).toTheEnd();
      return report.end();
    } finally {
      call.progressEnds();
    }
  }

  /// Goes through the log, and keeps nothing of what it has told.
  private static final class Search {
    private final Call call;
    private final ProjectLog project;
    private final Affected affected;
    private final AffectedReport report;
    private final LandedUtterances utterances;
    private long commits;

    Search(Call call, ProjectLog project, Affected affected, AffectedReport report) {
      this.call = call;
      this.project = project;
      this.affected = affected;
      this.report = report;
      utterances =
          new LandedUtterances(call.env(), new Attestations(call.env(), project.objects()));
    }

    void toTheEnd() {
      var end = project.log().readOn(Tail.EMPTY, this::see);
      project.log().requireEnd(end);
    }

    private void see(StoredCommit stored) {
      if (commits++ % COMMITS_BETWEEN_PROGRESS == 0) {
        call.progress("reading the log: position " + stored.commit().first() + " …");
      }
      for (var landing : stored.commit().landings()) {
        report.seen(landing);
        affected.of(landing, utterances.of(landing.attestations())).ifPresent(report::tell);
      }
    }
  }
}
