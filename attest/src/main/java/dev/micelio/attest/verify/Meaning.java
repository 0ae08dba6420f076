package dev.micelio.attest.verify;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.twin.Twins;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.text.Shown;

/// What must hold within a statement, whatever a policy says: it agrees with its claims and with
/// itself.
final class Meaning {
  static final long LOG_BYTES_MAX = 256L << 20;
  static final long PACKED_BYTES_MAX = 64L << 20;
  static final long LOG_RATIO_MAX = 1000;

  private Meaning() {}

  static void judge(Statement statement, Claims claims, ProjectId project, Reasons reasons) {
    if (!statement.project().equals(project)) {
      reasons.add(Code.BIND_PROJECT, "project", project.toString(), statement.project().toString());
    }
    if (!claims.sub().equals(statement.subject())) {
      reasons.add(Code.CLAIM_SUB, "claims.sub", statement.subject(), Shown.text(claims.sub()));
    }
    if (statement instanceof CheckRun run) {
      twins(run, claims, reasons);
      for (int i = 0; i < run.checks().size(); i++) {
        judge("checks[" + i + "]", run.checks().get(i), reasons);
      }
    }
  }

  private static void twins(CheckRun run, Claims claims, Reasons reasons) {
    var given = new Twins(run, claims.cti());
    for (int i = 0; i < run.twins().size(); i++) {
      var twin = run.twins().get(i);
      if (!given.gives(twin)) {
        reasons.add(
            Code.TWIN_MISMATCH,
            "twins[" + i + "]",
            "the digest of a statement that this run gives",
            Shown.text(twin.type()) + " " + twin.sha256());
      }
    }
  }

  private static void judge(String where, Check check, Reasons reasons) {
    var key = check.keyOfRecord();
    if (!check.key().equals(key)) {
      reasons.add(Code.CHECK_KEY, where + ".key", key.toString(), check.key().toString());
    }
    if (check.result() == Check.Result.PASS && check.exit() != 0) {
      reasons.add(
          Code.CHECK_INCONSISTENT,
          where + ".exit",
          "0, because it passed",
          String.valueOf(check.exit()));
    }
    if (check.finished() < check.started()) {
      reasons.add(
          Code.CHECK_TIME,
          where + ".finished",
          "not before " + check.started(),
          String.valueOf(check.finished()));
    }
    log(where + ".log", check.log(), reasons);
  }

  private static void log(String where, Check.Log log, Reasons reasons) {
    if (log.size() > LOG_BYTES_MAX
        || log.packedSize() > PACKED_BYTES_MAX
        || log.size() > log.packedSize() * LOG_RATIO_MAX) {
      reasons.add(
          Code.LOG_LIMIT,
          where,
          "at most %d bytes, %d packed, %d times the packed size"
              .formatted(LOG_BYTES_MAX, PACKED_BYTES_MAX, LOG_RATIO_MAX),
          "%d bytes, %d packed".formatted(log.size(), log.packedSize()));
    }
  }
}
