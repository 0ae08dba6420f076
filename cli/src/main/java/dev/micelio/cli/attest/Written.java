package dev.micelio.cli.attest;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command's bytes go: a new file, or standard output.
final class Written {
  private Written() {}

  static void describe(CommandSpec spec) {
    Parameters.text(spec, "-o", "FILE", "write to a new file; one that is there is left alone");
  }

  /// Answers where they went.
  static String to(Call call, byte[] bytes, boolean isText) {
    String file = call.given().matchedOptionValue("-o", "");
    if (!file.isEmpty()) {
      call.create(file, bytes);
      return file;
    }
    if (!isText && call.outIsTerminal() && !call.isJson()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "an attestation is bytes, which a terminal can not show",
          "write it to a file with -o FILE; `mic attest show` shows what it says");
    }
    call.bytes(bytes);
    return "-";
  }
}
