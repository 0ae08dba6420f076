package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoctorObjectsTest {
  private static final Pattern SEEN = Pattern.compile("(?m)^(held|not offered) +(\\S+)  .*$");

  @TempDir Path directory;

  private static final MachineEnv env = new MachineEnv();
  private static final SignedUrlEndpoint endpoint = new SignedUrlEndpoint(env);

  @BeforeAll
  static void signInAsTheLoopbackServerExpects() {
    System.setProperty("aws.accessKeyId", LoopbackS3.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", LoopbackS3.SECRET_KEY);
  }

  @AfterAll
  static void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    endpoint.close();
  }

  @Test
  @Tag("slow")
  void aDirectoryIsFoundFit() throws IOException {
    var terminal = new ScriptedTerminal(directory);
    int exitCode = terminal.run("doctor", "objects", "dir:objects", "--rounds", "20");
    assertThat(exitCode).as(() -> terminal.out() + terminal.err()).isZero();
    assertThat(verdicts(terminal.out()))
        .isEqualTo(
            """
            held absent-race
            held version-race
            held wrong-version
            held version-of-nothing
            held read-after-write
            held whole-bodies
            held list-after-write
            held list-order
            held ranges
            held signed-get
            held signed-put
            held signed-scope
            held signed-expiry
            held delete
            held conditional-delete

            put    half of 60 within N ms, 99 of 100 within N ms
            get    half of 60 within N ms, 99 of 100 within N ms
            clock  within a second of this machine's

            fit: dir:objects keeps its promises
            """);
    assertThat(terminal.err()).isEmpty();
    assertThat(directory.resolve("objects")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void whatIsInADirectoryStaysThere() throws IOException {
    var objects = directory.resolve("objects");
    var key = new Key("projects/mine");
    try (var store = DirectoryObjectStore.open(env, objects, endpoint.urls())) {
      store.put(key, Body.of(new byte[3]), Condition.ANY);
    }
    var terminal = new ScriptedTerminal(directory);
    assertThat(terminal.run("doctor", "objects", "dir:objects", "--rounds", "1", "--json"))
        .isZero();
    assertThat(terminal.out()).startsWith("{\"objects\":\"dir:objects\",\"fit\":true,");
    try (var store = DirectoryObjectStore.open(env, objects, endpoint.urls())) {
      assertThat(store.list("", "", 10).entries()).extracting(Page.Entry::key).containsExactly(key);
    }
  }

  private static String verdicts(String out) {
    return SEEN.matcher(out).replaceAll("$1 $2").replaceAll("[0-9]+\\.[0-9] ms", "N ms");
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"DOCUMENTED, held", "CEPH_18, not offered"})
  void aSoundS3ServerIsFoundFit(Manner manner, String conditionalDelete) throws IOException {
    var memory = new MemoryObjectStore(env, endpoint.urls());
    memory.put(new Key("mine"), Body.of(new byte[1]), Condition.ANY);
    try (var server = new LoopbackS3(memory, manner, 1)) {
      var terminal = examined(server, "s3://" + LoopbackS3.BUCKET + "/team");
      assertThat(terminal.exitCode).as(() -> terminal.out).isZero();
      assertThat(verdicts(terminal.out))
          .contains("held absent-race\n", "held version-race\n")
          .contains(conditionalDelete + " conditional-delete\n")
          .endsWith("fit: s3://" + LoopbackS3.BUCKET + "/team keeps its promises\n");
    }
    assertThat(memory.list("", "", 10).entries())
        .extracting(entry -> entry.key().text())
        .containsExactly("mine");
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "IGNORES_ABSENT, absent-race",
    "IGNORES_MATCH, wrong-version",
    "CHECKS_THEN_WRITES, absent-race",
    "CHECKS_MATCH_THEN_WRITES, version-race",
    "STORES_WHAT_LOST, absent-race"
  })
  void aBrokenS3ServerIsRefusedByName(Manner manner, String property) throws IOException {
    try (var server = new LoopbackS3(new MemoryObjectStore(env, endpoint.urls()), manner, 1)) {
      var terminal = examined(server, "s3://" + LoopbackS3.BUCKET);
      assertThat(terminal.exitCode).as(() -> terminal.out).isEqualTo(1);
      assertThat(terminal.out).containsPattern("(?m)^broken +" + property + "  ");
      assertThat(terminal.out).contains("not fit: s3://" + LoopbackS3.BUCKET + " breaks ");
    }
  }

  private record Ended(int exitCode, String out) {}

  private Ended examined(LoopbackS3 server, String name) {
    var terminal = new ScriptedTerminal(directory);
    int exitCode =
        terminal.run(
            "doctor",
            "objects",
            name,
            "--s3-endpoint",
            server.endpoint().toString(),
            "--s3-path-style",
            "--rounds",
            "12");
    return new Ended(exitCode, terminal.out() + terminal.err());
  }

  @Test
  @Tag("slow")
  void aServerThatIsNotThereIsUnavailable() throws IOException {
    var server = new LoopbackS3(new MemoryObjectStore(env, endpoint.urls()), Manner.DOCUMENTED, 1);
    server.close();
    assertThat(examined(server, "s3://" + LoopbackS3.BUCKET).exitCode).isEqualTo(4);
  }
}
