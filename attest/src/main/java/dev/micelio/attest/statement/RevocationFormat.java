package dev.micelio.attest.statement;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.schema.Item;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.project.ProjectId;

/// A revocation as canonical CBOR.
final class RevocationFormat {
  private RevocationFormat() {}

  static Revocation read(Cbor payload, Reasons reasons) {
    var members = Item.whole(payload, reasons).members();
    members.version(Statement.VERSION);
    var key = new KeyId(members.at("key").digest());
    long after = members.at("after").atLeast(0);
    String reason = members.at("reason").text();
    var project = ProjectId.of(members.at("project").bytes(ProjectId.SIZE_BYTES));
    members.end();
    return new Revocation(project, key, after, reason);
  }

  static Cbor.Map write(Revocation revocation) {
    return Cbor.map()
        .put("v", Cbor.of(Statement.VERSION))
        .put("key", Cbor.of(revocation.key().thumbprint()))
        .put("after", Cbor.of(revocation.after()))
        .put("reason", Cbor.of(revocation.reason()))
        .put("project", Cbor.of(revocation.project().bytes()))
        .build();
  }
}
