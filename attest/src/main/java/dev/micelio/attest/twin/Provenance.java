package dev.micelio.attest.twin;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The predicate provenance v1 of SLSA: how one output of a Nix check was built.
///
/// Any record can be put into it. What has no form there, a time after the year 9999 or a size
/// beyond [Json#INT_MAX], is left out.
final class Provenance {
  static final String BUILD_TYPE = "https://micelio.dev/buildtypes/nix-flake-check/v1";
  private static final String BUILDERS = "https://micelio.dev/builders/mic/v1/";
  private static final long RFC_3339_MILLIS_MAX =
      Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final CheckRun run;
  private final String cti;
  private final Json builder;
  private final Optional<Json> settings;

  private Provenance(CheckRun run, String cti) {
    this.run = run;
    this.cti = cti;
    this.builder = builder(run.machine());
    this.settings = run.machine().nix().map(Provenance::settings);
  }

  static List<InToto> of(CheckRun run, String cti) {
    var provenance = new Provenance(run, cti);
    var statements = new ArrayList<InToto>();
    long left = InToto.PROVENANCE_LENGTH_MAX;
    for (var check : run.checks()) {
      if (check.action() instanceof Action.Nix nix && nix.mode().equals(Action.Nix.EXECUTED)) {
        var predicate = provenance.predicate(check, nix);
        for (var output : nix.outputs()) {
          var statement = InToto.statement(InToto.PROVENANCE, subject(output), predicate);
          left -= statement.json().length();
          if (left < 0) {
            return List.copyOf(statements);
          }
          statements.add(statement);
        }
      }
    }
    return List.copyOf(statements);
  }

  /// The digest is that of the NAR, which `nix-store --dump` gives to anybody who has the path.
  private static Json subject(Action.Output output) {
    var notes = new ArrayList<Json.Member>(3);
    notes.add(Json.member("micelio_output", output.name()));
    notes.add(Json.member("micelio_path", output.path()));
    if (output.narSize() <= Json.INT_MAX) {
      notes.add(Json.member("micelio_narSize", Json.of(output.narSize())));
    }
    return Json.object(
        Json.member("name", nameOf(output.path())),
        Json.member("digest", TestResult.sha256(output.narSha256())),
        Json.member("annotations", Json.object(notes)));
  }

  /// What stands behind the hash and the dash.
  private static String nameOf(String storePath) {
    return storePath.substring(storePath.indexOf('-', storePath.lastIndexOf('/') + 1) + 1);
  }

  private Json predicate(Check check, Action.Nix nix) {
    return Json.object(
        Json.member("buildDefinition", definition(check, nix)),
        Json.member("runDetails", details(check)));
  }

  private Json definition(Check check, Action.Nix nix) {
    return Json.object(
        Json.member("buildType", BUILD_TYPE),
        Json.member(
            "externalParameters",
            Json.object(
                Json.member("attr", Json.texts(nix.attr())),
                Json.member("inputs", Json.texts(check.inputs())),
                Json.member("system", check.system()))),
        Json.member("internalParameters", internal(check)),
        Json.member(
            "resolvedDependencies",
            Json.array(
                TestResult.descriptor("src", check.src()),
                derivation(nix),
                TestResult.descriptor("drvs", nix.drvs()))));
  }

  private static Json derivation(Action.Nix nix) {
    return Json.object(
        Json.member("name", "drv"),
        Json.member("digest", TestResult.sha256(nix.drvSha256())),
        Json.member("annotations", Json.object(Json.member("micelio_path", nix.drv()))));
  }

  private Json internal(Check check) {
    var parameters = new ArrayList<Json.Member>();
    parameters.add(Json.member("check", check.name()));
    parameters.add(Json.member("checkKey", check.key().hex()));
    parameters.add(Json.member("project", run.project().toString()));
    parameters.add(Json.member("machineSystem", run.machine().system()));
    parameters.add(Json.member("machineOs", run.machine().os()));
    settings.ifPresent(nix -> parameters.add(Json.member("nix", nix)));
    return Json.object(parameters);
  }

  private static Json settings(CheckRun.NixSettings nix) {
    return Json.object(
        Json.member("impl", nix.impl()),
        Json.member("version", nix.version()),
        Json.member("store", nix.store()),
        Json.member("sandbox", nix.sandbox()),
        Json.member("fallback", Json.of(nix.fallback())),
        Json.member("pureEval", Json.of(nix.pureEval())),
        Json.member("importFromDerivation", Json.of(nix.ifd())),
        Json.member("settingsSha256", nix.settings().hex()),
        Json.member(
            "substituters",
            Json.array(nix.substituters().stream().map(Provenance::substituter).toList())));
  }

  private static Json substituter(CheckRun.Substituter substituter) {
    return Json.object(
        Json.member("url", substituter.url()), Json.member("keys", Json.texts(substituter.keys())));
  }

  private Json details(Check check) {
    return Json.object(
        Json.member("builder", builder),
        Json.member("metadata", metadata(check)),
        Json.member("byproducts", Json.array(TestResult.descriptor("log", check.log().sha256()))));
  }

  /// What a machine is trusted for depends on how it keeps builds apart, so each way is another
  /// builder.
  private static Json builder(CheckRun.Machine machine) {
    var sandbox = machine.nix().map(CheckRun.NixSettings::sandbox).orElse("unknown");
    var version = new ArrayList<Json.Member>(2);
    machine.nix().ifPresent(nix -> version.add(Json.member("nix", nix.version())));
    version.add(Json.member("runner", machine.runner()));
    return Json.object(
        Json.member(
            "id",
            BUILDERS + machine.isolation() + "/sandbox-" + sandbox + "/" + machine.machine().hex()),
        Json.member("version", Json.object(version)));
  }

  private Json metadata(Check check) {
    var metadata = new ArrayList<Json.Member>(3);
    metadata.add(Json.member("invocationId", cti));
    timestamp(check.started()).ifPresent(at -> metadata.add(Json.member("startedOn", at)));
    timestamp(check.finished()).ifPresent(at -> metadata.add(Json.member("finishedOn", at)));
    return Json.object(metadata);
  }

  private static Optional<String> timestamp(long millis) {
    return millis < 0 || millis > RFC_3339_MILLIS_MAX
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis).toString());
  }
}
