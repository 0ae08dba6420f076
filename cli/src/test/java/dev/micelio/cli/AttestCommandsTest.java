package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.twin.DsseEnvelope;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.testkit.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttestCommandsTest {
  private static final String AT = "1767225701";
  private static final String POLICY = PublicVectors.file("policy.toml").toString();
  private static final String GOLDEN = PublicVectors.file("check-run.cose").toString();
  private static final String ID =
      "sha256:9bcc209db28ad3e4a8145db91d767368e5a758ada0879b576ed70c3d13a6601a";
  private static final List<String> SOURCES =
      List.of(
          "--src=fmt=01a69ad4ca66ebebd8fc22725e20358dd0ecdcd438746c6e546473cd4810b78b",
          "--src=unit=a050b3fc26ada2767e66095cfd4e50e7dff0100f1a73bf4559f8d556f330dd0c",
          "--src=shell=88df42be3c9d78da11cc2ff8b9e7b9a915579da2c5b63166a3737bf32f626189");

  @TempDir Path directory;

  private byte[] in = {};

  private ScriptedTerminal ran(int exitCode, String... words) {
    var terminal = new ScriptedTerminal(directory);
    terminal.in = in;
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private static String[] verifying(String... more) {
    var words = new ArrayList<>(List.of("attest", "verify", "--policy", POLICY, "--at", AT));
    words.addAll(SOURCES);
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private String write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
    return name;
  }

  @Test
  void theGoldenAttestationIsAccepted() {
    assertThat(ran(0, verifying(GOLDEN)).out())
        .isEqualTo(
            """
            accept  %s
                    runner:pedro signed it at 2026-01-01T00:00:41Z: pass fmt, unit, shell
            """
                .formatted(GOLDEN));
    assertThat(ran(0, verifying("-q", GOLDEN)).out()).isEqualTo("accept  " + GOLDEN + "\n");
    assertThat(ran(0, "attest", "verify", "--policy", POLICY, "--at", AT, GOLDEN).out())
        .endsWith("not bound to files: add --tree DIR to see that it is about yours\n");
    assertThat(ran(0, verifying("--json", GOLDEN)).out())
        .startsWith(
            "{\"file\":\"%s\",\"verdict\":\"accept\",\"codes\":[],\"reasons\":[],\"id\":\"%s\""
                .formatted(GOLDEN, ID))
        .contains("\"principal\":\"runner:pedro\"", "\"bound\":true");
  }

  @Test
  void everyPublicVectorGivesItsCode() throws IOException {
    var vectors = PublicVectors.all("public.json");
    var words = new ArrayList<>(List.of("--json"));
    var expected = new ArrayList<String>();
    for (var vector : vectors) {
      String name = write(vector.name(), vector.bytes());
      words.add(name);
      boolean accepted = vector.code().equals("ACCEPT");
      expected.add(
          "{\"file\":\"%s\",\"verdict\":\"%s\",\"codes\":[%s],"
              .formatted(
                  name,
                  accepted ? "accept" : "refuse",
                  accepted ? "" : "\"" + vector.code() + "\""));
    }
    var lines = ran(1, verifying(words.toArray(String[]::new))).out().lines().toList();
    assertThat(lines).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(lines.get(i)).startsWith(expected.get(i));
    }
  }

  @Test
  void aRefusalSaysWhatBelongsThereWhatIsThereAndWhatToDo() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(GOLDEN));
    bytes[bytes.length - 1] ^= 1;
    assertThat(ran(1, verifying(write("bent", bytes))).out())
        .isEqualTo(
            """
            refuse  bent
                    SIG_BAD signature: expected the signature of runner:pedro for the project \
            0f8fad5bd9cb469fa16570867728950e, found another one
                    next: sign again, for this project; if nobody changed the file, it was made \
            for another one
            """);
    assertThat(ran(1, verifying("-q", "bent", GOLDEN)).out())
        .isEqualTo("refuse  bent  SIG_BAD\naccept  " + GOLDEN + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attest verify nowhere                   | error: there is no mic.toml here or above: nothing says whom to trust
          attest verify --policy nowhere x        | error: cannot read nowhere: it is not there
          attest verify --policy POLICY nowhere   | error: cannot read nowhere: it is not there
          attest verify --policy POLICY .         | error: cannot read .: Is a directory
          attest verify --policy POLICY --at -1 x | error: --at is -1, a time before 1970
          attest verify --policy POLICY --src a=b x | error: --src a=b names no check of the policy
          attest verify --policy POLICY --src fmt=b x | error: not a digest: "b"
          attest verify --policy POLICY --type x x | error: --type is "x", which is no kind of statement
          attest show nowhere                     | error: cannot read nowhere: it is not there
          attest show POLICY                      | error: POLICY is no attestation: ENV_TAG file: expected the byte d2 first, found the byte 23
          attest export --format x GOLDEN         | error: --format is "x", not one of dsse, sigstore, cose, note
          attest sign POLICY                      | error: POLICY is not a value in diagnostic notation
          """)
  void whatCanNotBeDoneIsAProblem(String words, String error) {
    String[] each =
        Arrays.stream(words.split(" "))
            .map(word -> word.replace("POLICY", POLICY).replace("GOLDEN", GOLDEN))
            .toArray(String[]::new);
    assertThat(ran(2, each).err()).startsWith(error.replace("POLICY", POLICY)).contains("\nnext: ");
  }

  @Test
  void showTellsEverythingAndBelievesNothing() {
    assertThat(ran(0, "attest", "show", GOLDEN).out())
        .startsWith("says      check-run of runner:pedro, not verified\n")
        .contains(
            """
            pass      shell on x86_64-linux, exit 0, 0.4 s, attempt 1, log of 0 bytes
                      ran shellcheck scripts/release.sh (isolation bwrap)
            """)
        .endsWith("id        " + ID + "\n");
    assertThat(ran(0, "attest", "show", "--json", GOLDEN).out())
        .startsWith("{\"id\":\"" + ID + "\",\"type\":\"check-run\"")
        .contains("\"claims\":{\"iss\":\"runner:pedro\"", "\"verified\":false");
    assertThat(ran(0, "attest", "show", "--diag", GOLDEN).out())
        .contains("\"project\": h'0f8fad5bd9cb469fa16570867728950e'");
  }

  @Test
  void anAttestationIsAlsoALineOfANote() {
    String note = ran(0, "attest", "export", "--format", "note", GOLDEN).out();
    assertThat(note).startsWith("mic1 0oRZ");
    in = (note + note).getBytes(UTF_8);
    assertThat(ran(0, verifying("-q", "-")).out()).isEqualTo("accept  -:1\naccept  -:2\n");
    in = (note + "mic1 ***\n").getBytes(UTF_8);
    assertThat(ran(2, verifying("-")).err()).startsWith("error: -:2 is not base64url\n");
    in = note.getBytes(UTF_8);
    assertThat(ran(0, "attest", "export", "--format", "cose", "-", "-o", "back").out()).isEmpty();
    assertThat(directory.resolve("back")).hasSameBinaryContentAs(Path.of(GOLDEN));
    assertThat(ran(2, "attest", "export", "--format", "cose", "-", "-o", "back").err())
        .isEqualTo(
            """
            error: cannot write %s: it is there already
            next: name a new file, or remove that one first
            """
                .formatted(directory.resolve("back")));
  }

  /// A new key, a policy that trusts it, and the golden run signed with it, about the files of
  /// `work`.
  private void sign() throws IOException {
    ran(0, "key", "new");
    String trust =
        ran(
                0,
                "key",
                "export",
                "--format",
                "mic-toml",
                "--principal",
                "runner:me",
                "--use",
                "check")
            .out();
    Files.createDirectories(directory.resolve("work/scripts"));
    Files.writeString(directory.resolve("work/scripts/release.sh"), "true\n");
    Files.writeString(
        directory.resolve("mic.toml"),
        """
        [project]
        id = "0f8fad5bd9cb469fa16570867728950e"
        [check.shell]
        run = ["shellcheck", "scripts/release.sh"]
        inputs = ["scripts/**"]
        tools = ["shellcheck"]
        [gate]
        require = ["shell"]
        """
            + trust);
    ran(0, "attest", "sign", record(), "-o", "new.cose");
  }

  /// The golden run with one check, which saw the files of `work`.
  private String record() throws IOException {
    String src = ran(0, "tree", "id", "work", "--inputs", "scripts/**", "-q").out().strip();
    String hex = src.substring(src.indexOf(':') + 1);
    var run = GoldenRun.run();
    var check = run.checks().get(2);
    var digest = Digest.parse(hex);
    var moved =
        new Check(
            check.name(),
            CheckKey.of(check.name(), check.action(), check.system(), digest),
            check.system(),
            check.inputs(),
            digest,
            check.result(),
            check.exit(),
            check.attempt(),
            check.prior(),
            check.started(),
            check.finished(),
            check.log(),
            check.action());
    return write("run.cbor", GoldenRun.with(List.of(moved)).toCbor().encode());
  }

  @Test
  void whatIsSignedHereIsAcceptedAboutTheseFilesAlone() throws IOException {
    sign();
    assertThat(ran(0, "attest", "verify", "-q", "--tree", "work", "new.cose").out())
        .isEqualTo("accept  new.cose\n");
    Files.writeString(directory.resolve("work/elsewhere"), "nobody looks at it\n");
    ran(0, "attest", "verify", "--tree", "work", "new.cose");
    Files.writeString(directory.resolve("work/scripts/release.sh"), "false\n");
    assertThat(ran(1, "attest", "verify", "-q", "--tree", "work", "new.cose").out())
        .isEqualTo("refuse  new.cose  BIND_SRC\n");
  }

  @Test
  void aTwinIsSignedForOnesOwnAttestationsAlone() throws IOException {
    sign();
    String dsse = ran(0, "attest", "export", "--format", "dsse", "new.cose").out();
    var key =
        KeyDirectory.of(new MachineEnv(), Map.of("HOME", directory.toString())).find().publicKey();
    assertThat(DsseEnvelope.read(dsse.getBytes(UTF_8)).verifies(key)).isTrue();
    assertThat(ran(0, "attest", "export", "--format", "sigstore", "new.cose").out())
        .contains(dsse.strip());

    byte[] bent = Files.readAllBytes(directory.resolve("new.cose"));
    bent[bent.length - 1] ^= 1;
    assertThat(ran(3, "attest", "export", "--format", "dsse", write("bent", bent)).err())
        .contains("did not sign this attestation");
    assertThat(ran(2, "attest", "export", "--format", "dsse", "--provenance", "new.cose").err())
        .startsWith("error: new.cose names no twin of the type https://slsa.dev/provenance/v1\n");
    assertThat(ran(3, "attest", "export", "--format", "dsse", GOLDEN).err())
        .isEqualTo(
            """
            error: the key 866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a415743, \
            which signed %s, is none of `mic key list`
            next: ask the signer to export it, on the machine where the key is
            """
                .formatted(GOLDEN));
  }

  @Test
  void whatDoesNotAgreeWithItselfIsNotSigned() throws IOException {
    sign();
    String diag = ran(0, "attest", "show", "--diag", "new.cose").out();
    write("lie", diag.replace("\"exit\": 0", "\"exit\": 1").getBytes(UTF_8));
    assertThat(ran(2, "attest", "sign", "lie", "-o", "lie.cose").err())
        .startsWith("error: the statement can not be signed: CHECK_INCONSISTENT checks[0].exit");
    assertThat(directory.resolve("lie.cose")).doesNotExist();
    write("short", diag.replace("\"exit\": 0,", "").getBytes(UTF_8));
    assertThat(ran(2, "attest", "sign", "short", "-o", "lie.cose").err())
        .startsWith("error: short can not be signed: SCHEMA_MISSING checks[0].exit");
    ran(2, "attest", "sign", "run.cbor", "--days", "91", "-o", "lie.cose");
  }

  /// The whole command in a network of its own in which no interface is up.
  @Test
  void nothingNeedsANetwork() throws Exception {
    sign();
    for (var words :
        List.of(
            List.of("key", "new", "--name", "alone"),
            List.of("attest", "sign", "run.cbor", "--key", "default", "-o", "alone.cose"),
            List.of("attest", "verify", "--tree", "work", "alone.cose"),
            List.of("attest", "export", "--format", "sigstore", "alone.cose"))) {
      var builder = Jvm.command(Main.class, words.toArray(String[]::new));
      builder.command().addAll(0, List.of("unshare", "--map-root-user", "--net"));
      builder.directory(directory.toFile());
      builder.environment().put("HOME", directory.toString());
      builder.environment().remove("XDG_CONFIG_HOME");
      var process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
    }
  }

  @Test
  void base64OfTheWholeIsInJson() {
    String json = ran(0, "attest", "export", "--format", "cose", "--json", GOLDEN).out();
    assertThat(json)
        .contains(Base64.getEncoder().encodeToString(PublicVectors.bytes("check-run.cose")));
  }
}
