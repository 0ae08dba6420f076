package dev.micelio.core.session;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.TreePath;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of a session: docs/formats/session.md.
final class SessionFormat {
  /// What a session that is active can grow to.
  static final int ACTIVE_BYTES_MAX = 32 << 20;

  /// What a session can have that ended: late paths are named twice more at most.
  static final int STORED_BYTES_MAX = 3 * ACTIVE_BYTES_MAX;

  private static final String WHAT = "a session";
  private static final String MAGIC = "MICS";
  private static final int VERSION = 1;
  private static final int HEAD_BYTES = MAGIC.length() + 1;
  private static final CborLimits LIMITS =
      new CborLimits(
          STORED_BYTES_MAX, Math.max(FileContent.INLINE_BYTES_LIMIT, Session.CHANGES_MAX), 8);

  private SessionFormat() {}

  static byte[] encode(Session session) {
    byte[] state = state(session).encode();
    return new ByteWriter(HEAD_BYTES + state.length)
        .magic(MAGIC)
        .u8(VERSION)
        .bytes(state)
        .toBytes();
  }

  /// The session of a key, which is what its bytes have to say too.
  static Session decode(ProjectId project, Id id, byte[] bytes) {
    var reader = new ByteReader(WHAT, bytes);
    reader.magic(MAGIC);
    int version = reader.u8();
    if (version != VERSION) {
      throw malformed("version " + version + ", which is not known here", null);
    }
    var state =
        Cbor.decode(WHAT, Arrays.copyOfRange(bytes, reader.position(), bytes.length), LIMITS);
    Session session;
    try {
      session = session(CborFields.of(WHAT, state));
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()), e);
    } catch (Problem problem) {
      // what only a caller could give wrong was not written by one
      throw problem.kind() == Problem.Kind.CORRUPT ? problem : malformed(problem.what(), problem);
    }
    if (!session.id().equals(id) || !session.project().equals(project)) {
      throw malformed(
          "the id %s of project %s where session %s of project %s should be"
              .formatted(session.id(), session.project(), id, project),
          null);
    }
    return session;
  }

  private static Problem malformed(String found, @Nullable Throwable cause) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "session.malformed",
        WHAT + " has " + found,
        "restore the object from a copy, or update mic if a newer one wrote it",
        cause);
  }

  private static Cbor.Map state(Session session) {
    var start = session.start();
    return Cbor.map()
        .put("id", Parts.id(start.id()))
        .put("project", Cbor.of(session.project().bytes()))
        .put("goal", Cbor.of(start.goal()))
        .put("owner", owner(start.owner()))
        .put("start", base(start.base()))
        .put("base", base(session.base()))
        .put("status", status(session.status()))
        .put("messages", ConversationFormat.messages(session.conversation()))
        .put("decisions", ConversationFormat.decisions(session.conversation()))
        .put("changes", ChangeFormat.changes(session.changes()))
        .put("build", BuildFormat.build(session.build()))
        .put("writes", writes(session.writes()))
        .build();
  }

  private static Session session(CborFields fields) {
    var project = ProjectId.of(fields.bytes("project", ProjectId.SIZE_BYTES));
    var start =
        new NewSession(
            Parts.id(fields.at("id")),
            fields.text("goal", NewSession.GOAL_BYTES_MAX),
            owner(fields.fields("owner")),
            base(fields.fields("start")));
    var session =
        new Session(
            project,
            start,
            base(fields.fields("base")),
            status(fields.fields("status")),
            ConversationFormat.conversation(fields),
            ChangeFormat.changes(fields),
            BuildFormat.build(fields.fields("build")),
            writes(fields.fields("writes")));
    fields.end();
    return session;
  }

  private static Cbor owner(Owner owner) {
    var map = Cbor.map().put("principal", Cbor.of(owner.principal()));
    var agent = owner.agent();
    if (agent != null) {
      var described =
          Cbor.map()
              .put("kind", Cbor.of(agent.kind()))
              .put("name", Cbor.of(agent.name()))
              .put("version", Cbor.of(agent.version()));
      var model = agent.model();
      if (model != null) {
        described.put("model", Cbor.of(model));
      }
      map.put("agent", described.build());
    }
    return map.build();
  }

  private static Owner owner(CborFields fields) {
    var owner =
        new Owner(
            Parts.name(fields, "principal"),
            fields.has("agent") ? agent(fields.fields("agent")) : null);
    fields.end();
    return owner;
  }

  private static Owner.Agent agent(CborFields fields) {
    var agent =
        new Owner.Agent(
            Parts.name(fields, "kind"),
            Parts.name(fields, "name"),
            Parts.name(fields, "version"),
            fields.has("model") ? Parts.name(fields, "model") : null);
    fields.end();
    return agent;
  }

  private static Cbor base(Base base) {
    return Cbor.map()
        .put("position", Cbor.of(base.position()))
        .put("tree", Cbor.of(base.tree()))
        .build();
  }

  private static Base base(CborFields fields) {
    var base = new Base(fields.uint("position"), fields.digest("tree"));
    fields.end();
    return base;
  }

  private static Cbor status(Status status) {
    return switch (status) {
      case Status.Active _ -> Cbor.map().put("is", Cbor.of("active")).build();
      case Status.Abandoned _ -> Cbor.map().put("is", Cbor.of("abandoned")).build();
      case Status.Landed(long position, List<TreePath> late) ->
          Cbor.map()
              .put("is", Cbor.of("landed"))
              .put("position", Cbor.of(position))
              .put("late", Cbor.array(late.stream().map(path -> Cbor.of(path.text())).toList()))
              .build();
    };
  }

  private static Status status(CborFields fields) {
    var is = fields.at("is");
    var status =
        switch (is.text(Bounds.NAME_BYTES_MAX)) {
          case "active" -> Status.ACTIVE;
          case "abandoned" -> Status.ABANDONED;
          case "landed" ->
              new Status.Landed(
                  fields.uint("position"),
                  // late are paths of the session, and landed ones that it has no more
                  fields.list("late", 2 * Session.CHANGES_MAX, Parts::path));
          default -> throw is.unexpected("active, landed or abandoned");
        };
    fields.end();
    return status;
  }

  private static Cbor writes(Writes writes) {
    return Cbor.map()
        .put("created", Parts.hlc(writes.created()))
        .put("updated", Parts.hlc(writes.updated()))
        .put("newest", Cbor.array(writes.newest().stream().map(Parts::id).toList()))
        .build();
  }

  private static Writes writes(CborFields fields) {
    var writes =
        new Writes(
            Parts.hlc(fields.at("created")),
            Parts.hlc(fields.at("updated")),
            fields.list(
                "newest",
                Writes.NEWEST_MAX,
                item -> Parts.id(CborField.of("a write of a session", item))));
    fields.end();
    return writes;
  }
}
