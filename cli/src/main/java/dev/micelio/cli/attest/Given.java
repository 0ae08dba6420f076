package dev.micelio.cli.attest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// An attestation that the user named: a file of its bytes, or one of the lines `mic1 <base64url>`
/// that a git note has.
public final class Given {
  static final int LINES_MAX = 64;
  static final String LINE = "mic1 ";
  private static final int LINE_BYTES_MAX = LINE.length() + (Envelope.SIZE_BYTES_MAX + 3) / 3 * 4;
  private static final int FILE_BYTES_MAX = LINES_MAX * (LINE_BYTES_MAX + 1);

  private final String name;
  private final byte[] bytes;

  private Given(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /// Those of a file; `-` is standard input.
  public static List<Given> all(Call call, String file) {
    byte[] content = call.input(file, FILE_BYTES_MAX);
    if (!begins(content)) {
      return List.of(new Given(file, content));
    }
    var lines = new String(content, US_ASCII).lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() > LINES_MAX) {
      throw malformed(file, "has more than " + LINES_MAX + " lines", null);
    }
    var given = new ArrayList<Given>();
    for (int i = 0; i < lines.size(); i++) {
      String name = lines.size() == 1 ? file : file + ":" + (i + 1);
      given.add(new Given(name, decoded(name, lines.get(i))));
    }
    return given;
  }

  private static boolean begins(byte[] content) {
    return new String(content, 0, Math.min(content.length, LINE.length()), US_ASCII).equals(LINE);
  }

  private static byte[] decoded(String name, String line) {
    if (!line.startsWith(LINE)) {
      throw malformed(name, "does not begin with " + LINE.strip(), null);
    }
    try {
      return Base64.getUrlDecoder().decode(line.substring(LINE.length()).strip());
    } catch (IllegalArgumentException e) {
      throw malformed(name, "is not base64url", e);
    }
  }

  private static Problem malformed(String name, String fault, @Nullable Throwable cause) {
    return new Problem(
        Problem.Kind.INVALID,
        "attest.bad-line",
        name + " " + fault,
        "give the lines of a note as they are, or the attestation as a file of its bytes",
        cause);
  }

  /// The parameter that names one.
  public static void describe(CommandSpec spec) {
    Parameters.one(spec, "FILE", "an attestation, or a line of a git note; - is standard input");
  }

  /// The only one of the file that was named.
  public static Given one(Call call) {
    String file = call.given().matchedPositionalValue(0, "");
    var all = all(call, file);
    if (all.size() != 1) {
      throw malformed(file, "has %d attestations where one is wanted".formatted(all.size()), null);
    }
    return all.getFirst();
  }

  public String name() {
    return name;
  }

  public byte[] bytes() {
    return bytes;
  }
}
