package dev.micelio.cli.doctor;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Verb;
import dev.micelio.cli.objects.ObjectsAddress;
import dev.micelio.core.objects.fitness.Effort;
import dev.micelio.core.objects.fitness.FitnessProbe;
import dev.micelio.core.problem.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `mic doctor objects`: proves that an object store is fit.
public final class DoctorObjects implements Verb {
  private static final int ROUNDS_MAX = 10_000;

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("1")
            .required(true)
            .paramLabel("OBJECTS")
            .description(ObjectsAddress.SHAPE)
            .build());
    ObjectsAddress.describeS3(spec);
    spec.addOption(
        OptionSpec.builder("--rounds")
            .type(Integer.class)
            .paramLabel("N")
            .description("race exactly N rounds, however long they take")
            .build());
    spec.usageMessage()
        .description(
            """
            Proves that an object store keeps the promises that mic stands on: 32 writers
            race for one key, readers and listings look on, signed requests are made and
            misused. Every promise is reported as held or broken, with what was seen. It
            works below fitness/ there, removes what it made, and takes some seconds.

            Exit codes: 0 fit, 1 broken, 3 not permitted, 4 cannot be reached or judged.\
            """)
        .footer(
            "mic doctor objects dir:/srv/objects",
            "mic doctor objects s3://bucket/team --s3-region eu-central-1",
            "mic doctor objects s3://bucket --s3-endpoint http://localhost:9000 --s3-path-style",
            "mic doctor objects dir:/srv/objects --json --rounds 1000");
  }

  @Override
  public Answer run(Call call) {
    var effort = effort(call);
    try (var patient = Patient.of(call)) {
      var fitness =
          new FitnessProbe(
                  patient.objects(),
                  call.env(),
                  patient.below(),
                  effort,
                  what -> call.progress("looking at " + what + " …"))
              .run();
      call.progressEnds();
      var report = new Report(patient.name(), patient.brokenAtOpening(), fitness);
      call.say(report.text(call.paint()));
      call.answer(report.json());
      return report.isFit() ? Answer.DONE : Answer.NO;
    } finally {
      call.progressEnds();
    }
  }

  private static Effort effort(Call call) {
    @Nullable Integer rounds = call.given().matchedOptionValue("--rounds", (Integer) null);
    if (rounds == null) {
      return Effort.THOROUGH;
    }
    if (rounds < 1 || rounds > ROUNDS_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--rounds is %d, not between 1 and %d".formatted(rounds, ROUNDS_MAX),
          "give a number of rounds in between");
    }
    return Effort.THOROUGH.rounds(rounds);
  }
}
