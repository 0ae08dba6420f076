package dev.micelio.attest.statement;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.schema.Item;
import dev.micelio.attest.schema.Members;
import dev.micelio.attest.statement.Endorsement.Of;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.HexFormat;
import java.util.List;

/// An endorsement as canonical CBOR: `of` says which of three members is there.
final class EndorsementFormat {
  private static final List<String> KINDS = List.of("policy", "landing", "result");

  private EndorsementFormat() {}

  static Endorsement read(Cbor payload, Reasons reasons) {
    var whole = Item.whole(payload, reasons);
    var members = whole.members();
    members.version(Statement.VERSION);
    String kind = members.at("of").word(KINDS);
    String why = members.at("why").text();
    var of = of(whole, members, kind);
    var project = ProjectId.of(members.at("project").bytes(ProjectId.SIZE_BYTES));
    members.end();
    return new Endorsement(project, of, why);
  }

  private static Of of(Item whole, Members members, String kind) {
    var there = KINDS.stream().filter(members::has).toList();
    if (KINDS.contains(kind) && !there.equals(List.of(kind))) {
      whole.add(Code.SCHEMA_KIND, "the member " + kind + " alone", String.join(", ", there));
    }
    Of of = new Of.Result(new Digest(0, 0, 0, 0));
    for (String each : there) {
      var found = read(each, members.at(each).members());
      of = each.equals(kind) ? found : of;
    }
    return of;
  }

  private static Of read(String kind, Members members) {
    Of of =
        switch (kind) {
          case "policy" ->
              new Of.PolicyChange(members.at("new").digest(), members.at("old").digest());
          case "landing" ->
              new Of.Landing(
                  members.at("session").hex(CheckRunFormat.SESSION_ID_BYTES),
                  members.at("tree").digest());
          default -> new Of.Result(members.at("key").digest());
        };
    members.end();
    return of;
  }

  static Cbor.Map write(Endorsement endorsement) {
    var map =
        Cbor.map()
            .put("v", Cbor.of(Statement.VERSION))
            .put("why", Cbor.of(endorsement.why()))
            .put("project", Cbor.of(endorsement.project().bytes()));
    return switch (endorsement.of()) {
      case Of.PolicyChange(var changed, var old) ->
          map.put("of", Cbor.of("policy"))
              .put(
                  "policy",
                  Cbor.map().put("new", Cbor.of(changed)).put("old", Cbor.of(old)).build())
              .build();
      case Of.Landing(var session, var tree) ->
          map.put("of", Cbor.of("landing"))
              .put(
                  "landing",
                  Cbor.map()
                      .put("tree", Cbor.of(tree))
                      .put("session", Cbor.of(HexFormat.of().parseHex(session)))
                      .build())
              .build();
      case Of.Result(var key) ->
          map.put("of", Cbor.of("result"))
              .put("result", Cbor.map().put("key", Cbor.of(key)).build())
              .build();
    };
  }
}
