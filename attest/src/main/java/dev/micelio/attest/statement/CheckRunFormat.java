package dev.micelio.attest.statement;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.schema.Grammar;
import dev.micelio.attest.schema.Item;
import dev.micelio.attest.schema.Members;
import dev.micelio.attest.statement.CheckRun.Agent;
import dev.micelio.attest.statement.CheckRun.Base;
import dev.micelio.attest.statement.CheckRun.Machine;
import dev.micelio.attest.statement.CheckRun.NixSettings;
import dev.micelio.attest.statement.CheckRun.Session;
import dev.micelio.attest.statement.CheckRun.Substituter;
import dev.micelio.attest.statement.CheckRun.TreeIds;
import dev.micelio.attest.statement.CheckRun.TwinDigest;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.project.ProjectId;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A check run as canonical CBOR. Members are asked for in the order in which they are written.
final class CheckRunFormat {
  static final int GIT_SHA1_BYTES = 20;
  static final int SESSION_ID_BYTES = 16;
  private static final List<String> ISOLATION = List.of("same-user", "separate-user", "vm");
  private static final List<String> SANDBOX = List.of("on", "relaxed", "off");

  private CheckRunFormat() {}

  static CheckRun read(Cbor payload, Reasons reasons) {
    var members = Item.whole(payload, reasons).members();
    members.version(Statement.VERSION);
    var envItem = members.at("env");
    var env = envItem.members();
    var machine = machine(env);
    var base = base(members.at("base").members());
    var tree = tree(members.at("tree").members());
    var twins = twins(members.at("twins"));
    var checks = checks(members.at("checks"));
    var project = ProjectId.of(members.at("project").bytes(ProjectId.SIZE_BYTES));
    var session = session(members.at("session").members());
    members.end();
    if (env.areThere()
        && machine.nix().isEmpty()
        && checks.stream().anyMatch(check -> check.action() instanceof Action.Nix)) {
      envItem.add(Code.SCHEMA_MISSING, "nix, because a check is of that kind", "nothing");
    }
    return new CheckRun(project, tree, base, session, machine, checks, twins);
  }

  private static Machine machine(Members members) {
    var nix =
        members.has("nix")
            ? Optional.of(nixSettings(members.at("nix").members()))
            : Optional.<NixSettings>empty();
    String os = members.at("os").name();
    String runner = members.at("runner").name();
    String system = members.at("system").name();
    var machine =
        new Machine(
            system,
            os,
            runner,
            members.at("machine").digest(),
            members.at("isolation").word(ISOLATION),
            nix);
    members.end();
    return machine;
  }

  private static NixSettings nixSettings(Members members) {
    boolean ifd = members.at("ifd").bool();
    String impl = members.at("impl").name();
    String store =
        members
            .at("store")
            .text(Code.SCHEMA_STOREPATH, Grammar.STORE, text -> text.equals(Grammar.STORE));
    String sandbox = members.at("sandbox").word(SANDBOX);
    String version = members.at("version").name();
    boolean fallback = members.at("fallback").bool();
    var settings = members.at("settings").digest();
    boolean pureEval = members.at("pure_eval").bool();
    var substituters = members.at("substituters").list(0, CheckRunFormat::substituter);
    members.end();
    return new NixSettings(
        impl, version, store, sandbox, fallback, pureEval, ifd, settings, substituters);
  }

  private static Substituter substituter(Item item) {
    var members = item.members();
    var substituter =
        new Substituter(members.at("url").text(), members.at("keys").list(0, Item::text));
    members.end();
    return substituter;
  }

  static Base base(Members members) {
    var base = new Base(members.at("sha256").digest(), members.at("position").atLeast(0));
    members.end();
    return base;
  }

  private static TreeIds tree(Members members) {
    var tree =
        new TreeIds(
            members.at("sha256").digest(),
            members.has("git_sha1")
                ? Optional.of(members.at("git_sha1").hex(GIT_SHA1_BYTES))
                : Optional.empty());
    members.end();
    return tree;
  }

  private static Session session(Members members) {
    var id =
        members.has("id")
            ? Optional.of(members.at("id").hex(SESSION_ID_BYTES))
            : Optional.<String>empty();
    var agent = agent(members.at("agent").members());
    var session = new Session(id, members.at("principal").name(), agent);
    members.end();
    return session;
  }

  private static Agent agent(Members members) {
    var agent =
        new Agent(
            members.at("kind").name(),
            members.at("name").name(),
            members.at("version").name(),
            members.has("model") ? Optional.of(members.at("model").name()) : Optional.empty());
    members.end();
    return agent;
  }

  private static List<TwinDigest> twins(Item item) {
    var seen = new HashSet<TwinDigest>();
    return item.list(
        0,
        each -> {
          var members = each.members();
          var twin = new TwinDigest(members.at("type").text(), members.at("sha256").digest());
          members.end();
          if (!seen.add(twin)) {
            each.add(Code.SCHEMA_DUP_TWIN, "each twin once", "one that is there before");
          }
          return twin;
        });
  }

  private static List<Check> checks(Item item) {
    record NameAndSystem(String name, String system) {}
    var seen = new HashSet<NameAndSystem>();
    var checks =
        item.list(
            1,
            each -> {
              var check = CheckFormat.read(each);
              if (!seen.add(new NameAndSystem(check.name(), check.system()))) {
                each.add(
                    Code.SCHEMA_DUP_CHECK,
                    "each check and system once",
                    "one that is there before");
              }
              return check;
            });
    if (checks.size() > CheckRun.CHECKS_MAX) {
      item.add(Code.SCHEMA_RANGE, "at most " + CheckRun.CHECKS_MAX, String.valueOf(checks.size()));
    }
    return checks;
  }

  static Cbor.Map write(CheckRun run) {
    return Cbor.map()
        .put("v", Cbor.of(Statement.VERSION))
        .put("env", write(run.machine()))
        .put("base", write(run.base()))
        .put("tree", write(run.tree()))
        .put("twins", Cbor.array(run.twins().stream().map(CheckRunFormat::write).toList()))
        .put("checks", Cbor.array(run.checks().stream().map(CheckFormat::write).toList()))
        .put("project", Cbor.of(run.project().bytes()))
        .put("session", write(run.session()))
        .build();
  }

  private static Cbor write(TreeIds tree) {
    return Cbor.map()
        .put("sha256", Cbor.of(tree.sha256()))
        .putIf(
            tree.gitSha1().isPresent(),
            "git_sha1",
            () -> Cbor.of(HexFormat.of().parseHex(tree.gitSha1().orElseThrow())))
        .build();
  }

  static Cbor write(Base base) {
    return Cbor.map()
        .put("sha256", Cbor.of(base.sha256()))
        .put("position", Cbor.of(base.position()))
        .build();
  }

  private static Cbor write(Session session) {
    var agent = session.agent();
    return Cbor.map()
        .putIf(
            session.id().isPresent(),
            "id",
            () -> Cbor.of(HexFormat.of().parseHex(session.id().orElseThrow())))
        .put(
            "agent",
            Cbor.map()
                .put("kind", Cbor.of(agent.kind()))
                .put("name", Cbor.of(agent.name()))
                .putIf(
                    agent.model().isPresent(), "model", () -> Cbor.of(agent.model().orElseThrow()))
                .put("version", Cbor.of(agent.version()))
                .build())
        .put("principal", Cbor.of(session.principal()))
        .build();
  }

  private static Cbor write(Machine machine) {
    return Cbor.map()
        .put("os", Cbor.of(machine.os()))
        .putIf(machine.nix().isPresent(), "nix", () -> write(machine.nix().orElseThrow()))
        .put("runner", Cbor.of(machine.runner()))
        .put("system", Cbor.of(machine.system()))
        .put("machine", Cbor.of(machine.machine()))
        .put("isolation", Cbor.of(machine.isolation()))
        .build();
  }

  private static Cbor write(NixSettings nix) {
    return Cbor.map()
        .put("ifd", Cbor.of(nix.ifd()))
        .put("impl", Cbor.of(nix.impl()))
        .put("store", Cbor.of(nix.store()))
        .put("sandbox", Cbor.of(nix.sandbox()))
        .put("version", Cbor.of(nix.version()))
        .put("fallback", Cbor.of(nix.fallback()))
        .put("settings", Cbor.of(nix.settings()))
        .put("pure_eval", Cbor.of(nix.pureEval()))
        .put(
            "substituters",
            Cbor.array(nix.substituters().stream().map(CheckRunFormat::write).toList()))
        .build();
  }

  private static Cbor write(Substituter substituter) {
    return Cbor.map()
        .put("url", Cbor.of(substituter.url()))
        .put("keys", CheckKey.texts(substituter.keys()))
        .build();
  }

  private static Cbor write(TwinDigest twin) {
    return Cbor.map()
        .put("type", Cbor.of(twin.type()))
        .put("sha256", Cbor.of(twin.sha256()))
        .build();
  }
}
