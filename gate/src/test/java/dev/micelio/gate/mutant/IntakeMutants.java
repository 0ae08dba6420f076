package dev.micelio.gate.mutant;

import java.util.List;

/// Weakenings of what is believed at all.
final class IntakeMutants {
  private static final String INTAKE = "intake/Intake";
  private static final String SORTING = "intake/Sorting";

  static final List<Mutant> ALL =
      List.of(
          Mutant.in(
              INTAKE,
              "a file is as old as its last receipt",
              "one.receivedSeconds() <= other.receivedSeconds() ? one : other",
              "one.receivedSeconds() >= other.receivedSeconds() ? one : other"),
          Mutant.in(
              INTAKE,
              "the same bytes count as often as they come",
              "    firstReceipts(offered).forEach(sorting::add);",
              "    offered.forEach(each -> sorting.add(Digest.of(each.file()), each));"),
          Mutant.in(
              SORTING,
              "dates and expiry are asked by nobody's clock",
              "long received = offered.receivedSeconds();",
              "long received = 1_780_315_200L;"),
          Mutant.in(
              SORTING, "one number for two statements", "if (times == 1) {", "if (times >= 1) {"),
          Mutant.in(
              SORTING,
              "of two statements with one number the first is believed",
              "int times = sayings.getOrDefault(Saying.of(verified), 0);",
              "int times = Math.min(1, sayings.merge(Saying.of(verified), -100, (a, b) -> a < 0 ? 2 : 101 + b));"),
          Mutant.in(
              SORTING,
              "numbers of all keys are one's own",
              "return new Saying(verified.key(), verified.claims().cti());",
              "return new Saying(new KeyId(dev.micelio.core.digest.Digest.of(new byte[0])), verified.claims().cti());"),
          Mutant.in(
              SORTING,
              "a file that can not be read stops nobody",
              "refused.add(new Refused(id, List.of(refusal.reason())));\n    }",
              "assert refusal != null;\n    }"));

  private IntakeMutants() {}
}
