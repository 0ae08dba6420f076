package dev.micelio.attest.twin;

import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;

/// The predicate test-result v0.1: which checks passed on which tree.
final class TestResult {
  private static final Json NONE = Json.array();

  private TestResult() {}

  static Json subject(CheckRun run) {
    var digests = new ArrayList<Json.Member>(2);
    run.tree().gitSha1().ifPresent(id -> digests.add(Json.member("gitTree", id)));
    digests.add(Json.member("sha256", run.tree().sha256().hex()));
    return Json.object(Json.member("digest", Json.object(digests)), Json.member("name", "tree"));
  }

  static Json predicate(CheckRun run, String cti) {
    var configuration = new ArrayList<Json>(run.checks().size());
    var passed = new ArrayList<Json>(run.checks().size());
    var failed = new ArrayList<Json>();
    for (var check : run.checks()) {
      configuration.add(descriptor(check.name(), check.key()));
      (check.result() == Check.Result.PASS ? passed : failed).add(Json.of(check.name()));
    }
    return Json.object(
        Json.member("configuration", Json.array(configuration)),
        Json.member("failedTests", Json.array(failed)),
        Json.member("micelio_cti", cti),
        Json.member("micelio_project", run.project().toString()),
        Json.member("passedTests", Json.array(passed)),
        Json.member("result", failed.isEmpty() ? "PASSED" : "FAILED"),
        Json.member("warnedTests", NONE));
  }

  /// A thing of which the name and the bytes' digest are known.
  static Json descriptor(String name, Digest sha256) {
    return Json.object(Json.member("digest", sha256(sha256)), Json.member("name", name));
  }

  static Json sha256(Digest digest) {
    return Json.object(Json.member("sha256", digest.hex()));
  }
}
