package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verified;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyCommandsTest {
  @TempDir Path directory;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  private ScriptedTerminal ran(int exitCode, String... words) {
    var terminal = new ScriptedTerminal(directory);
    terminal.environment.put("PATH", System.getenv("PATH"));
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private void write(String name, String text) throws IOException {
    var file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String file() throws IOException {
    return Files.readString(directory.resolve("mic.toml"));
  }

  private Policy policy() throws IOException {
    return PolicyFile.read(file().getBytes(UTF_8)).orProblem("mic.toml");
  }

  private void git(String... words) throws Exception {
    var all = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.example"));
    all.addAll(List.of(words));
    var git =
        new ProcessBuilder(all).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }

  private String keyId(String name) {
    String json = ran(0, "key", "export", name, "--format", "cose", "--json").out();
    return json.replaceAll("(?s).*\"id\":\"([0-9a-f]{64})\".*", "$1");
  }

  /// A project of ana's, whose key is `default`.
  @BeforeEach
  void begin() throws IOException {
    ran(0, "key", "new");
    write(
        "mic.toml",
        """
        # what counts here
        [project]
        id = "0f8fad5bd9cb469fa16570867728950e"
        version = 17 # rises

        [check.unit]
        run = ["sh", "unit.sh"]
        inputs = ["src/**"]
        tools = ["sh"]

        [check.audit]
        run = ["sh", "audit.sh"]
        inputs = ["src/crypto/**"]

        [gate]
        require = ["unit"]
        owners = { of = ["ana"], need = 1 }
        max-age = "30d"

        [[gate.paths]]
        match = ["src/crypto/**"]
        require = ["audit"]

        """
            + ran(
                    0,
                    "key",
                    "export",
                    "--format",
                    "mic-toml",
                    "--principal",
                    "ana",
                    "--use",
                    "check,endorse")
                .out());
  }

  @Test
  void checkTellsEveryFaultWithItsPlaceAndEndsWithOne() throws IOException {
    write("bad.toml", file().replace("\"unit\"]", "\"unti\"]").replace("max-age", "maxage"));
    assertThat(ran(1, "policy", "check", "bad.toml").out())
        .isEqualTo(
            """
            fault bad.toml:16:12: require of [gate] names "unti", which is no check of this file
                    next: write "unit" if that is meant, or remove it
            fault bad.toml:18:1: [gate] has no key "maxage"
                    next: write "max-age" if that is meant, or remove it
            bad.toml is no policy: 2 faults. A gate denies everything under it.
            """);
    assertThat(ran(1, "policy", "check", "bad.toml", "--json").out())
        .startsWith(
            "{\"file\":\"bad.toml\",\"valid\":false,\"faults\":[{\"line\":16,\"column\":12,\"what\":")
        .endsWith("],\"warnings\":[]}\n");
  }

  @Test
  void checkWarnsAndSaysNoOnlyWhenItIsStrict() {
    String said =
        """
        sound mic.toml is a policy: version 17, 2 checks, 1 principal
        warning owners-one-loss: owners of [gate] need 1, and 1 can sign today: when "ana" can \
        sign no more, nobody can change this file
                next: give one more a key, `mic policy add-key PRINCIPAL --use endorse`, and name \
        them among the owners
        warning signers-one-loss: signers of [gate] need 1, and 1 can sign today: when "ana" can \
        sign no more, nothing that this asks for can land
                next: give one more a key: `mic policy add-key PRINCIPAL --use check`
        """;
    assertThat(ran(0, "policy", "check").out()).isEqualTo(said);
    assertThat(ran(1, "policy", "check", "--strict").out()).isEqualTo(said);
    assertThat(ran(0, "policy", "check", "--json").out())
        .startsWith(
            "{\"file\":\"mic.toml\",\"valid\":true,\"project\":\"0f8fad5bd9cb469fa16570867728950e\","
                + "\"version\":17,\"faults\":[],\"warnings\":[{\"word\":\"owners-one-loss\",");
  }

  @Test
  void explainSaysWhatAChangeOfAFileNeedsAndWhy() throws IOException {
    write("src/crypto/aes.c", "");
    assertThat(ran(0, "policy", "explain", "src/crypto/aes.c", "mic.toml").out())
        .isEqualTo(
            """
            A change of src/crypto/aes.c and mic.toml needs:

            the owners
              mic.toml is the policy itself: ana must endorse the change.
              next: `mic policy endorse -o ../endorsement.cose`
            the check unit
              It runs `sh unit.sh` on any system, and reads src/**.
              It is needed because [gate] asks for it whatever changes.
              Its pass must be signed by 1 principal.
              next: `mic check --only unit`
            the check audit
              It runs `sh audit.sh` on any system, and reads src/crypto/**.
              It is needed because [[gate.paths]] asks for it where src/crypto/** changes, and \
            src/crypto/aes.c matches.
              Its pass must be signed by 1 principal.
              next: `mic check --only audit`

            Checks may be signed by ana.
            """);
    assertThat(ran(0, "-C", "src", "policy", "explain", "../docs/a.md").out())
        .contains("A change of docs/a.md needs:\n", "the check unit")
        .doesNotContain("audit");
    assertThat(ran(0, "policy", "explain", "--json", "docs/a.md").out())
        .isEqualTo(
            """
            {"paths":["docs/a.md"],"gated":true,"checks":[{"name":"unit",\
            "because":["[gate] asks for it whatever changes"],\
            "signers":[{"need":1,"distinct":"principal"}],"command":"mic check --only unit"}],\
            "signers":["ana"],"owners":[]}
            """);
    assertThat(ran(2, "policy", "explain", "src").err())
        .startsWith("error: src is no file of the project in ");
  }

  @Test
  void explainTellsTheWholePolicy() {
    assertThat(ran(0, "policy", "explain").out())
        .isEqualTo(
            """
            mic.toml is version 17 of the policy of the project 0f8fad5bd9cb469fa16570867728950e.

            What lands
              Every change needs a pass of unit, signed by 1 principal.
              A change of src/crypto/** needs a pass of audit besides.
              A change of mic.toml needs the endorsement of ana.

            What a result must be like
              A result counts for 30 days after it was received.
              Nix must have built in its sandbox.
              A command must have run where bubblewrap shut it in.
              A pass must have been built, not fetched from a binary cache.

            The checks
              unit runs `sh unit.sh` on any system, and reads src/**, within 20 minutes.
              audit runs `sh audit.sh` on any system, and reads src/crypto/**, within 20 minutes.

            Whose word counts
              ana is a person, with 1 key.
                key %s signs check and endorse, from %s until %s.
            """
                .formatted(keyId("default"), today, today.plusYears(1)));
  }

  @Test
  void addKeyWritesAKeyAndSaysWhoMustEndorseIt() throws IOException {
    ran(0, "key", "new", "--name", "ci");
    String before = file();
    String id = keyId("ci");
    assertThat(
            ran(0, "policy", "add-key", "runner:ci", "--key", "ci", "--days", "90", "--org", "acme")
                .out())
        .isEqualTo(
            """
            gave runner:ci the key %s: it signs check, from %s until %s
            raised the version of mic.toml from 17 to 18
            next: ana must endorse this change: `mic policy endorse -o ../endorsement.cose`
            """
                .formatted(id, today, today.plusDays(90)));
    assertThat(file())
        .startsWith(before.replace("version = 17 # rises", "version = 18 # rises"))
        .contains(
            "[principal.\"runner:ci\"]\nkind = \"runner\"\norg = \"acme\"\nkeys = [{ ed25519");
    assertThat(policy().principal("runner:ci").orElseThrow().keys()).hasSize(1);

    ran(0, "key", "new", "--name", "second");
    String json =
        ran(
                0,
                "policy",
                "add-key",
                "ana",
                "--key",
                "second",
                "--use",
                "endorse",
                "--until",
                today.plusDays(3).toString(),
                "--json")
            .out();
    assertThat(json)
        .startsWith(
            "{\"principal\":\"ana\",\"key\":\"" + keyId("second") + "\",\"use\":[\"endorse\"]")
        .contains("\"version\":19");
    assertThat(policy().principal("ana").orElseThrow().keys()).hasSize(2);
  }

  @Test
  void addKeyTakesAPublicFileOfOpenSsh() throws Exception {
    var made =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "ci")
            .directory(directory.toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    ran(0, "policy", "add-key", "runner:ci", "--key", "ci.pub");
    assertThat(policy().principal("runner:ci")).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          add-key bob                              | error: mic.toml is left as it is: with this change it would be no policy: ed25519 of a key of principal "bob" is the key of principal "ana" already
          add-key bob --key none                   | error: no key is called none; there are default
          add-key bob --key none.pub               | error: cannot read none.pub: it is not there
          add-key bob --use sign                   | error: --use is not a list of check, endorse, reexec, decide
          add-key bob --days 0                     | error: --days is 0
          add-key bob --until 2020-01-01           | error: --until is "2020-01-01", no day after today
          add-key bob --days 1 --until 2099-01-01  | error: --days and --until both say when it ends
          add-key bob --kind robot                 | error: --kind is "robot"
          add-key ana --kind runner                | error: "ana" is of the kind human already
          add-key ana --org acme                   | error: "ana" has no org already
          revoke 00000000                          | error: "00000000" is the id of no key in the file
          revoke 0                                 | error: "0" is the id of no key in the file
          revoke 00000000 --after -1               | error: --after is -1
          endorse -o out                           | error: nothing says which policy is in force
          endorse --base mic.toml -o out           | error: mic.toml is what mic.toml holds: nothing changes
          check nowhere                            | error: cannot read nowhere: it is not there
          test                                     | error: nothing says what the change begins at
          test --base nothing                      | error: "nothing" is no directory, and
          """)
  void whatCanNotBeDoneIsAProblemAndLeavesTheFile(String words, String error) throws IOException {
    String before = file();
    var each = new ArrayList<>(List.of("policy"));
    each.addAll(List.of(words.split(" +")));
    assertThat(ran(2, each.toArray(String[]::new)).err()).startsWith(error).contains("\nnext: ");
    assertThat(file()).isEqualTo(before);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void aFileWithAFaultIsNotChanged() throws IOException {
    write("mic.toml", file() + "[check]\nx = 1\n");
    String before = file();
    assertThat(ran(2, "policy", "revoke", keyId("default")).err()).startsWith("error: mic.toml:");
    assertThat(ran(2, "policy", "add-key", "ana").err()).startsWith("error: mic.toml:");
    assertThat(file()).isEqualTo(before);
  }

  @Test
  void revokeTakesAKeysWordAway() throws IOException {
    String id = keyId("default");
    assertThat(
            ran(0, "policy", "revoke", id.substring(0, 8), "--after", "7", "--reason", "lost")
                .out())
        .isEqualTo(
            """
            revoked the key %s of ana
            raised the version of mic.toml from 17 to 18
            next: ana must endorse this change: `mic policy endorse -o ../endorsement.cose`
            """
                .formatted(id));
    assertThat(file())
        .endsWith("\n\n[[revoke]]\nkey = \"" + id + "\"\nafter = 7\nreason = \"lost\"\n");
    assertThat(ran(0, "policy", "check").out()).contains("warning revoked-all: ");
    assertThat(ran(2, "policy", "revoke", id).err()).contains("is revoked above already");
  }

  @Test
  void endorseShowsWhatChangesAndSignsJustThat() throws Exception {
    git("init", "-q");
    git("add", "mic.toml");
    git("commit", "-qm", "one");
    byte[] old = file().getBytes(UTF_8);
    ran(0, "key", "new", "--name", "ci");
    ran(0, "policy", "add-key", "runner:ci", "--key", "ci");
    write("mic.toml", file().replace("require = [\"unit\"]", "require = []"));
    assertThat(ran(0, "policy", "endorse", "--key", "default", "--why", "try", "-o", "yes").out())
        .isEqualTo(
            """
            mic.toml, against HEAD:mic.toml:
              the version was 17 and becomes 18
              unit is no longer required by every change
              the principal runner:ci comes: a runner
              a key comes: runner:ci's key %s signs check, from %s until %s
            endorsed it as ana: yes
            next: land it with the endorsement of ana; `mic policy test --endorsement yes` says \
            what is missing
            """
                .formatted(keyId("ci"), today, today.plusDays(365)));
    var endorsement = endorsement("yes");
    assertThat(endorsement.statement().of())
        .isEqualTo(
            new Endorsement.Of.PolicyChange(Digest.of(file().getBytes(UTF_8)), Digest.of(old)));
    assertThat(endorsement.statement().why()).isEqualTo("try");
    assertThat(endorsement.principal()).isEqualTo("ana");
    assertThat(ran(2, "policy", "endorse", "--key", "default", "-o", "yes").err())
        .contains("it is there already");
    assertThat(ran(3, "policy", "endorse", "--key", "ci", "-o", "no").err())
        .startsWith("error: the policy in force does not name your key \"ci\"");
  }

  @SuppressWarnings("unchecked") // an endorsement was asked for
  private Verified<Endorsement> endorsement(String name) throws IOException {
    var policy = policy();
    var verdict =
        new Verifier(policy.project(), policy.trustedKeys())
            .verify(
                StatementType.ENDORSE,
                Files.readAllBytes(directory.resolve(name)),
                System.currentTimeMillis() / 1000);
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return (Verified<Endorsement>) ((Verdict.Accepted<?>) verdict).verified();
  }

  @Test
  void whatAGateWouldRefuseAnywayIsNotEndorsed() throws IOException {
    write("old/mic.toml", file());
    write("mic.toml", file() + "\n# more\n");
    assertThat(ran(2, "policy", "endorse", "--base", "old", "-o", "no").err())
        .isEqualTo(
            """
            error: mic.toml has the version 17, and old/mic.toml has 17 already
            next: write version = 18
            """);
    write("mic.toml", file().replace("0f8f", "0f8e"));
    assertThat(ran(2, "policy", "endorse", "--base", "old", "-o", "no").err())
        .startsWith("error: mic.toml is of the project 0f8e");
    assertThat(directory.resolve("no")).doesNotExist();
  }

  @Test
  void aLandingAndAResultAreEndorsed() throws IOException {
    String session = "01970000-0000-7000-8000-000000000001";
    write("work/a", "a");
    String tree = ran(0, "tree", "id", "work", "-q").out().strip();
    ran(0, "attest", "endorse", "landing", "--session", session, "--tree", "work", "-o", "yes");
    assertThat(endorsement("yes").statement().of())
        .isEqualTo(new Endorsement.Of.Landing(session.replace("-", ""), Digest.parse(tree)));
    ran(0, "attest", "endorse", "landing", "--session", session, "--tree", tree, "-o", "same");
    assertThat(endorsement("same").statement().of()).isEqualTo(endorsement("yes").statement().of());
    ran(0, "attest", "endorse", "result", tree, "--why", "the network was down", "-o", "pass");
    assertThat(endorsement("pass").statement().of())
        .isEqualTo(new Endorsement.Of.Result(Digest.parse(tree)));
    assertThat(
            ran(2, "attest", "endorse", "landing", "--session", "x", "--tree", tree, "-o", "no")
                .err())
        .startsWith("error: --session is \"x\", which is no id of a session");
    assertThat(ran(2, "attest", "endorse", "result", "x", "-o", "no").err())
        .startsWith("error: not a digest");
  }
}
