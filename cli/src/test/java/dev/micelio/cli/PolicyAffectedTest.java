package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.key.Signer;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.store.Attestations;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.project.ProjectKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyAffectedTest {
  private static final ProjectId ID = GoldenRun.run().project();
  private static final Signer PEDRO = GoldenKey.signer();
  private static final Signer ANA = GoldenKey.another();
  private static final String PEDROS_KEY = PEDRO.publicKey().id().toString();
  private static final MachineEnv env = new MachineEnv();
  private static final SignedUrls urls =
      SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));

  private @TempDir Path directory;
  private DirectoryObjectStore whole;
  private SmallProject project;
  private Attestations attestations;

  @BeforeEach
  void open() {
    whole = DirectoryObjectStore.open(env, directory.resolve("objects"), urls);
    project = new SmallProject(whole, "", ID);
    attestations = new Attestations(env, project.objects);
  }

  @AfterEach
  void close() {
    whole.close();
  }

  private ScriptedTerminal ran(int exitCode, String... words) {
    var all =
        Stream.concat(
                Stream.of("policy", "affected", "--objects", "dir:objects", "--project", ID + ""),
                Stream.of(words))
            .toArray(String[]::new);
    var terminal = new ScriptedTerminal(directory);
    assertThat(terminal.run(all)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private static byte[] signed(Signer signer, String principal, Statement statement) {
    return new Attestor(env, signer, principal, Duration.ofDays(1)).attest(statement);
  }

  private static boolean isPedro(Signer signer) {
    return signer.publicKey().equals(PEDRO.publicKey());
  }

  private Digest put(Signer signer, Statement statement) {
    return attestations.put(signed(signer, isPedro(signer) ? "pedro" : "ana", statement)).id();
  }

  private static CheckRun run(String... checks) {
    var wanted = List.of(checks);
    return GoldenRun.with(
        GoldenRun.run().checks().stream().filter(check -> wanted.contains(check.name())).toList());
  }

  private static CheckRun withNix(String version, CheckRun run) {
    var machine = run.machine();
    var nix = machine.nix().orElseThrow();
    return new CheckRun(
        run.project(),
        run.tree(),
        run.base(),
        run.session(),
        new CheckRun.Machine(
            machine.system(),
            machine.os(),
            machine.runner(),
            machine.machine(),
            machine.isolation(),
            Optional.of(
                new CheckRun.NixSettings(
                    nix.impl(),
                    version,
                    nix.store(),
                    nix.sandbox(),
                    nix.fallback(),
                    nix.pureEval(),
                    nix.ifd(),
                    nix.settings(),
                    List.of(
                        new CheckRun.Substituter(
                            "https://cache.example.org", List.of("cache.example.org-1:AAAA")))))),
        run.checks(),
        List.of());
  }

  /// Four landings: by nobody, by pedro, by both, and by ana.
  private List<Digest> fourLandings() {
    project.land("free", "a");
    var pedros = put(PEDRO, run("fmt", "unit"));
    var anas = put(ANA, run("fmt"));
    project.landBy("by pedro\nin two lines", "b", List.of(pedros));
    project.landBy("by both", "c", List.of(pedros, anas));
    project.landBy("by ana", "d", List.of(anas));
    return List.of(pedros, anas);
  }

  private void revokePedroAfter(long position) throws IOException {
    Files.writeString(
        directory.resolve("mic.toml"),
        """
        [project]
        id = "%s"
        [principal.pedro]
        kind = "human"
        keys = [{ ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" }]
        [[revoke]]
        key = "%s"
        after = %d
        """
            .formatted(
                ID,
                Base64.getEncoder().encodeToString(PEDRO.publicKey().raw()),
                PEDROS_KEY,
                position));
  }

  @Test
  void aKeyGivesTheLandingsThatRestOnIt() {
    var pedros = fourLandings().getFirst();
    String second =
        """
        2  2025-06-15T15:08:40Z  01970000-0000-7000-8000-000000000002  by pedro
            fmt on x86_64-linux rests on it alone
              ATTESTATION by pedro
            unit on x86_64-linux rests on it alone
              ATTESTATION by pedro
        """;
    String third =
        """
        3  2025-06-15T15:09:40Z  01970000-0000-7000-8000-000000000003  by both
            fmt on x86_64-linux is said by another too
              ATTESTATION by pedro
            unit on x86_64-linux rests on it alone
              ATTESTATION by pedro
        """;
    String summary =
        """

        2 landings of 4: 4 results and 0 endorsements rest on the key KEY, 3 of them alone
        """;
    assertThat(ran(1, "--key", PEDROS_KEY).out())
        .isEqualTo(
            (second + third + summary)
                .replace("ATTESTATION", pedros.toString())
                .replace("KEY", PEDROS_KEY));
    assertThat(ran(0, "--key", "0".repeat(64)).out())
        .isEqualTo(
            "nothing is known to rest on the key %s in 4 landings\n".formatted("0".repeat(64)));
  }

  @Test
  void underJsonEachLandingIsALineAndTheSummaryTheLast() {
    var pedros = fourLandings().getFirst();
    var unit = run("unit").checks().getFirst();
    var lines = ran(1, "--key", PEDROS_KEY, "--json").out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .startsWith(
            "{\"landing\":{\"position\":3,\"at\":\"2025-06-15T15:09:40Z+0\","
                + "\"session\":\"01970000-0000-7000-8000-000000000003\",\"principal\":\"ana\","
                + "\"agent\":\"\",\"goal\":\"by both\",\"resting\":[{\"check\":\"fmt\",")
        .endsWith(
            "{\"check\":\"unit\",\"system\":\"x86_64-linux\",\"key\":\"%s\",\"attestation\":\"%s\",\"principal\":\"pedro\",\"alone\":true}],\"unknown\":[]}}"
                .formatted(unit.key(), pedros));
    assertThat(lines.getLast())
        .isEqualTo(
            "{\"summary\":{\"project\":\"%s\",\"suspicion\":{\"key\":\"%s\"},\"position\":4,\"landings\":2,\"results\":4,\"endorsements\":0,\"alone\":3,\"unknown\":0}}"
                .formatted(ID, PEDROS_KEY));
  }

  @Test
  void whereThePolicyRevokesTheKeyEachLandingHasItsSide() throws IOException {
    fourLandings();
    revokePedroAfter(2);
    assertThat(ran(1, "--key", PEDROS_KEY).out())
        .contains("by pedro\n    up to position 2, where the key is revoked\n")
        .contains("by both\n    behind position 2, where the key is revoked\n")
        .endsWith("\nrevoked after position 2: 1 landing up to it, 1 behind\n");
    Files.move(directory.resolve("mic.toml"), directory.resolve("other.toml"));
    assertThat(ran(1, "--key", PEDROS_KEY, "--policy", "other.toml", "--json").out())
        .contains("\"goal\":\"by both\",\"side\":\"behind\",")
        .endsWith("\"unknown\":0,\"revokedAfter\":2,\"upTo\":1,\"behind\":1}}\n");
    assertThat(ran(1, "--key", PEDROS_KEY).out()).doesNotContain("revoked");
  }

  @Test
  void aPolicyOfAnotherProjectSaysNothing() throws IOException {
    fourLandings();
    revokePedroAfter(2);
    var file = directory.resolve("mic.toml");
    Files.writeString(
        file, Files.readString(file).replace(ID.toString(), "0123456789abcdef0123456789abcdef"));
    assertThat(ran(1, "--key", PEDROS_KEY).out()).doesNotContain("revoked");
    assertThat(ran(2, "--key", PEDROS_KEY, "--policy", "mic.toml").err())
        .startsWith("error: the policy is not that of the project " + ID);
  }

  @Test
  void versionsOfNixAndKeysOfCachesGiveWhatWasBuiltThere() {
    var old = put(ANA, withNix("2.34.6", run("unit", "shell")));
    var fresh = put(ANA, withNix("2.34.7", run("unit")));
    project.landBy("old", "a", List.of(old));
    project.landBy("fresh", "b", List.of(fresh));
    project.landBy("both", "c", List.of(old, fresh));
    for (String versions : List.of("<2.34.7", "2.34.6", ">=2.30, <2.34.7")) {
      assertThat(ran(1, "--nix", versions).out())
          .contains("  old\n    unit on x86_64-linux rests on it alone\n")
          .doesNotContain("  fresh\n", "shell")
          .contains("  both\n    unit on x86_64-linux is said by another too\n")
          .contains("\n2 landings of 3: 2 results and 0 endorsements rest on Nix ");
    }
    assertThat(ran(0, "--nix", "<2").out())
        .isEqualTo("nothing is known to rest on Nix <2 in 3 landings\n");
    for (String key : List.of("cache.example.org-1", "cache.example.org-1:AAAA")) {
      assertThat(ran(1, "--substituter", key).out())
          .endsWith(
              "\n3 landings of 3: 4 results and 0 endorsements rest on the cache key %s, 4 of them alone\n"
                  .formatted(key));
    }
    ran(0, "--substituter", "cache.example.org-1:AAAB");
  }

  @Test
  void anEndorsementRestsOnItsKeyToo() {
    var of = new Endorsement.Of.PolicyChange(Digest.of(new byte[1]), Digest.of(new byte[2]));
    project.landBy("more rights", "a", List.of(put(PEDRO, new Endorsement(ID, of, "yes"))));
    assertThat(ran(1, "--key", PEDROS_KEY).out())
        .contains(
            "    the endorsement of policy:" + Digest.of(new byte[1]) + " rests on it alone\n")
        .contains("\n1 landing of 1: 0 results and 1 endorsement rest on");
  }

  @Test
  void whatIsMissingOrDamagedIsToldAndEndsNothing() {
    var all = fourLandings();
    var anas = all.getLast();
    var key = new Key("attestations/" + anas.hex().substring(0, 2) + "/" + anas.hex());
    project.objects.delete(key);
    assertThat(ran(1, "--key", PEDROS_KEY).out())
        .contains("  by ana\n    cannot be told: " + anas + " is missing\n")
        .contains("    fmt on x86_64-linux rests on it alone\n")
        .endsWith("\n2 attestations cannot be told about: restore them, and ask again\n");
    assertThat(ran(4, "--key", "0".repeat(64)).out())
        .contains("nothing is known to rest on the key")
        .contains("2 attestations cannot be told about");
    project.put(key, project.get(ProjectKeys.commit(1)));
    var json = ran(4, "--nix", "1.0", "--json").out();
    assertThat(json)
        .contains("\"unknown\":[{\"attestation\":\"%s\",\"is\":\"unreadable\",".formatted(anas))
        .endsWith("\"landings\":0,\"results\":0,\"endorsements\":0,\"alone\":0,\"unknown\":2}}\n");
  }

  @Test
  void aGapInTheLogIsNoEnd() {
    fourLandings();
    project.objects.delete(ProjectKeys.commit(3));
    assertThat(ran(5, "--key", PEDROS_KEY).err()).contains("lies behind a gap");
  }

  @Test
  void aLongLogIsReadToItsEndWithProgress() {
    var pedros = put(PEDRO, run("fmt"));
    project.landMany(20);
    project.landBy("the last", "last", List.of(pedros));
    var terminal = new ScriptedTerminal(directory, true);
    assertThat(
            terminal.run(
                "policy affected --color=never --objects dir:objects --project %s --key %s"
                    .formatted(ID, PEDROS_KEY)
                    .split(" ")))
        .isEqualTo(1);
    assertThat(terminal.out())
        .startsWith("21  ")
        .contains("\n1 landing of 21: 1 result and 0 endorsements rest on");
    assertThat(terminal.err()).contains("reading the log: position 1 …").endsWith("\r\u001b[K");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | 0 suspicions where one is wanted | give one of --key, --nix and --substituter
          --nix 1 --substituter a | 2 suspicions where one is wanted | give one of --key, --nix and --substituter
          --key 12 | --key is "12", which is no id of a key | write 64 hexadecimal digits in lower case, as `mic key show` prints them
          --nix new | --nix is "new", which is neither a version nor bounds of one | write 2.34.6, or as in mic.toml: '>=2.8, <2.34.7'
          --nix 1 --policy mic.toml | --policy says nothing without --key: only keys are revoked | leave it out
          """)
  void mistakesAreToldWithTheWayOut(String words, String what, String next) {
    project.land("one", "a");
    var given = words.isEmpty() ? new String[0] : words.split(" ");
    assertThat(ran(2, given).err()).isEqualTo("error: " + what + "\nnext: " + next + "\n");
  }

  @Test
  void helpSaysHowItIsUsed() {
    var terminal = new ScriptedTerminal(directory);
    assertThat(terminal.run("help", "policy", "affected")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            mic policy affected: print what landed on the word of something suspected

            Usage: mic policy affected [OPTION…] --objects ADDRESS --project ID

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
            attestation could be read, 5 the log is damaged.

            Options:
              --key KID           what this key signed, by its id: 64 hexadecimal digits
              --nix VERSION       what this Nix built; or bounds as in mic.toml: '<2.34.7'
              --substituter KEY   what Nix built believing this key of a cache: NAME[:BASE64]
              --objects ADDRESS   dir:PATH or s3://BUCKET[/PREFIX]
              --project ID        the project's id, 32 hexadecimal digits
              --s3-endpoint URL   where the S3 server is, unless it is AWS
              --s3-region REGION  the region that requests are signed for
              --s3-path-style     the bucket in the path, not in the host name
              --policy FILE       where the key is revoked, if not the mic.toml here or above

            Examples:
              mic policy affected --key 96587a…61ce --objects dir:/srv/objects --project 0123…cdef
              mic policy affected --nix '<2.34.7' --objects s3://bucket/team --project 0123…cdef

            `mic help` lists the options of every command.
            """);
  }
}
