package dev.micelio.attest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.core.testkit.Seeds;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The rules of in-toto's Statement v1 and of SLSA's provenance v1, as their pages say them.
final class ProvenanceTest {
  private static final Set<String> DESCRIPTOR =
      Set.of("name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations");

  private static Object golden(int index) {
    return PlainJson.of(InToto.provenance(GoldenRun.run(), GoldenRun.CTI).get(index).bytes());
  }

  @Test
  void theGoldenRunGivesTwo() {
    assertThat(InToto.provenance(GoldenRun.run(), GoldenRun.CTI)).hasSize(2);
    assertThat(InToto.provenance(GoldenRun.run(), GoldenRun.CTI).get(1).json())
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1",\
            "predicate":{"buildDefinition":{\
            "buildType":"https://micelio.dev/buildtypes/nix-flake-check/v1",\
            "externalParameters":{"attr":["checks","x86_64-linux","unit"],\
            "inputs":["flake.lock","flake.nix","nix/**","src/**"],"system":"x86_64-linux"},\
            "internalParameters":{"check":"unit",\
            "checkKey":"fc14eb181b6b81c2ec247e049e56c498f5c3ca81b7e62ffd20bfbfc079a6d07e",\
            "machineOs":"Debian GNU/Linux 12","machineSystem":"x86_64-linux",\
            "nix":{"fallback":false,"impl":"nix","importFromDerivation":false,"pureEval":true,\
            "sandbox":"on",\
            "settingsSha256":"7ee5864c2b2c6f5cd63c2ac28289e136a88eec5d56a6b5ecb631d79daa9a0d1c",\
            "store":"/nix/store",\
            "substituters":[{"keys":["cache.nixos.org-1"],"url":"https://cache.nixos.org"}],\
            "version":"2.34.7"},\
            "project":"0f8fad5bd9cb469fa16570867728950e"},\
            "resolvedDependencies":[\
            {"digest":{"sha256":"a050b3fc26ada2767e66095cfd4e50e7dff0100f1a73bf4559f8d556f330dd0c"},\
            "name":"src"},\
            {"annotations":{"micelio_path":"/nix/store/7q1h8d3mbx0z5k2f9r6w4v1s0y8p3n5j-unit.drv"},\
            "digest":{"sha256":"0c26ac39c8540119424b879034ee8bc5fc95178ddefa3e6ee29e646e562654ca"},\
            "name":"drv"},\
            {"digest":{"sha256":"55b8a089ee98558d167a3f1f0781d17e227d4f71561184d7876a09a239a1fca2"},\
            "name":"drvs"}]},\
            "runDetails":{"builder":{\
            "id":"https://micelio.dev/builders/mic/v1/separate-user/sandbox-on/\
            626a34be1bfdb1d11229f71a3a8098dc935a42f7fabe0c45d37f73d58224c559",\
            "version":{"nix":"2.34.7","runner":"mic/1.0.0"}},\
            "byproducts":[{"digest":{"sha256":\
            "84226a252e64c10778f405d3bb0e5eed5b1765814789223b130436433e5d25e8"},"name":"log"}],\
            "metadata":{"finishedOn":"2026-01-01T00:00:40Z",\
            "invocationId":"ff53549adc2b5459f2fac0e4b6f1a65f",\
            "startedOn":"2026-01-01T00:00:02Z"}}},\
            "predicateType":"https://slsa.dev/provenance/v1",\
            "subject":[{"annotations":{"micelio_narSize":136,"micelio_output":"out",\
            "micelio_path":"/nix/store/9x8y7w6v5s4r3q2p1n0m9l8k7j6h5g4f-unit"},\
            "digest":{"sha256":"49bd9b52229255689267ef903eee9a6daf0453d4405d16b0425641042f6e5ad8"},\
            "name":"unit"}]}\
            """);
    assertThat(PlainJson.at(golden(0), "subject", 0, "name")).isEqualTo("fmt");
    assertThat(PlainJson.at(golden(0), "predicate", "runDetails", "metadata", "finishedOn"))
        .isEqualTo("2026-01-01T00:00:01.500Z");
  }

  @Test
  void whatTheRulesAskForIsThere() {
    for (int i = 0; i < 2; i++) {
      assertRules(golden(i));
    }
  }

  @Seeds
  void theRulesHoldForAnyRun(long seed) {
    for (var statement : InToto.provenance(Runs.any(new Random(seed)), GoldenRun.CTI)) {
      assertStructure(PlainJson.of(statement.bytes()));
    }
  }

  private static void assertRules(Object statement) {
    assertStructure(statement);
    assertTypeUri(PlainJson.at(statement, "predicateType"));
    assertTypeUri(PlainJson.at(statement, "predicate", "buildDefinition", "buildType"));
    assertTypeUri(PlainJson.at(statement, "predicate", "runDetails", "builder", "id"));
    assertThat(map(statement, "predicate", "runDetails", "metadata")).hasSize(3);
  }

  private static void assertStructure(Object statement) {
    assertNames(statement, Set.of("_type", "subject", "predicateType", "predicate"));
    assertThat(PlainJson.at(statement, "_type")).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(PlainJson.at(statement, "predicateType"))
        .isEqualTo("https://slsa.dev/provenance/v1");
    assertThat(PlainJson.list(statement, "subject")).hasSize(1);
    PlainJson.list(statement, "subject").forEach(ProvenanceTest::assertDescriptor);

    var predicate = PlainJson.at(statement, "predicate");
    assertNames(predicate, Set.of("buildDefinition", "runDetails"));
    var definition = PlainJson.at(predicate, "buildDefinition");
    assertNames(
        definition,
        Set.of("buildType", "externalParameters", "internalParameters", "resolvedDependencies"));
    assertThat(map(definition, "externalParameters")).containsOnlyKeys("attr", "system", "inputs");
    assertThat(map(definition, "internalParameters"))
        .doesNotContainKeys("attr", "system", "inputs");
    PlainJson.list(definition, "resolvedDependencies").forEach(ProvenanceTest::assertDescriptor);

    var details = PlainJson.at(predicate, "runDetails");
    assertNames(details, Set.of("builder", "metadata", "byproducts"));
    assertNames(PlainJson.at(details, "builder"), Set.of("id", "version", "builderDependencies"));
    assertThat(map(details, "builder", "version").values()).hasOnlyElementsOfType(String.class);
    assertNames(
        PlainJson.at(details, "metadata"), Set.of("invocationId", "startedOn", "finishedOn"));
    map(details, "metadata")
        .forEach((name, value) -> {
          if (name.endsWith("On")) {
            assertThat((String) value)
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
          }
        });
    PlainJson.list(details, "byproducts").forEach(ProvenanceTest::assertDescriptor);
  }

  /// Of the names that the specification has, or an extension's.
  private static void assertNames(Object object, Set<String> known) {
    assertThat(map(object).keySet())
        .allSatisfy(name -> assertThat(known.contains(name) || name.contains("_")).isTrue());
  }

  private static void assertDescriptor(Object descriptor) {
    assertNames(descriptor, DESCRIPTOR);
    assertThat(map(descriptor, "digest")).containsOnlyKeys("sha256");
    assertThat((String) PlainJson.at(descriptor, "digest", "sha256")).matches("[0-9a-f]{64}");
    if (map(descriptor).containsKey("annotations")) {
      assertNames(PlainJson.at(descriptor, "annotations"), Set.of());
    }
  }

  private static void assertTypeUri(Object text) {
    var uri = URI.create((String) text);
    assertThat(uri.getScheme()).isEqualTo("https");
    assertThat(uri.getAuthority()).isLowerCase().isNotEmpty();
    assertThat(uri.normalize()).isEqualTo(uri);
  }

  @SuppressWarnings("unchecked") // PlainJson's objects have texts for keys
  private static Map<String, Object> map(Object json, Object... path) {
    return (Map<String, Object>) PlainJson.at(json, path);
  }

  @Test
  void eachWayToKeepBuildsApartIsAnotherBuilder() {
    var ids = new ArrayList<Object>();
    for (String isolation : List.of("same-user", "separate-user", "vm")) {
      for (String sandbox : List.of("on", "relaxed", "off")) {
        var run = Runs.on(isolation, sandbox);
        for (var statement : InToto.provenance(run, GoldenRun.CTI)) {
          ids.add(
              PlainJson.at(
                  PlainJson.of(statement.bytes()), "predicate", "runDetails", "builder", "id"));
        }
      }
    }
    assertThat(ids).hasSize(18);
    assertThat(new HashSet<>(ids)).hasSize(9);
  }

  @Test
  void whatHasNoFormIsLeftOut() {
    var far = Runs.at(253402300800000L, 1L << 53);
    var near = Runs.at(253402300799999L, (1L << 53) - 1);
    assertThat(far).doesNotContain("startedOn", "finishedOn", "micelio_narSize");
    assertThat(near)
        .contains(
            "\"startedOn\":\"9999-12-31T23:59:59.999Z\"", "\"micelio_narSize\":9007199254740991");
  }
}
