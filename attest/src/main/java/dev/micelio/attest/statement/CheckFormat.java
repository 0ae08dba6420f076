package dev.micelio.attest.statement;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.schema.Grammar;
import dev.micelio.attest.schema.Item;
import dev.micelio.attest.schema.Members;
import dev.micelio.attest.statement.Action.Output;
import dev.micelio.attest.statement.Action.Tool;
import dev.micelio.core.cbor.Cbor;
import java.util.List;
import java.util.TreeMap;

/// One check of a run as canonical CBOR.
final class CheckFormat {
  private static final List<String> RESULTS =
      List.of(Check.Result.PASS.word(), Check.Result.FAIL.word(), Check.Result.ERROR.word());
  private static final List<String> KINDS = List.of("nix", "run");
  private static final List<String> MODES = List.of(Action.Nix.EXECUTED, Action.Nix.SUBSTITUTED);
  private static final List<String> ISOLATION = List.of("bwrap", "none");
  private static final String STORE_PATH = "a path in " + Grammar.STORE;

  private CheckFormat() {}

  static Check read(Item item) {
    var members = item.members();
    var key = members.at("key").digest();
    var log = log(members.at("log").members());
    var action = action(item, members);
    var src = members.at("src").digest();
    long exit = members.at("exit").integer();
    String name =
        members.at("name").text(Code.SCHEMA_NAME, Grammar.CHECK_NAME, Grammar::isCheckName);
    var prior = members.at("prior").list(0, Item::digest);
    var inputs = members.at("inputs").list(1, Item::text);
    var result = result(members.at("result").word(RESULTS));
    String system = members.at("system").name();
    long attempt = members.at("attempt").atLeast(1);
    long started = members.at("started").atLeast(0);
    long finished = members.at("finished").atLeast(0);
    members.end();
    return new Check(
        name, key, system, inputs, src, result, exit, attempt, prior, started, finished, log,
        action);
  }

  private static Check.Result result(String word) {
    for (var result : Check.Result.values()) {
      if (result.word().equals(word)) {
        return result;
      }
    }
    return Check.Result.ERROR;
  }

  private static Check.Log log(Members members) {
    var log =
        new Check.Log(
            members.at("sha256").digest(),
            members.at("size").atLeast(0),
            members.at("zst_sha256").digest(),
            members.at("zst_size").atLeast(0));
    members.end();
    return log;
  }

  /// Both members are read when both are there: what is wrong in the one that should not be there
  /// is wrong too.
  private static Action action(Item item, Members members) {
    Action nix = members.has("nix") ? nix(members.at("nix").members()) : null;
    Action run = members.has("run") ? run(members.at("run").members()) : null;
    String kind = members.at("kind").word(KINDS);
    boolean isNix = nix != null;
    boolean isRun = run != null;
    if (KINDS.contains(kind) && (isNix == isRun || kind.equals("nix") != isNix)) {
      item.add(
          Code.SCHEMA_KIND,
          "the member " + kind + " and not the other one",
          isNix ? isRun ? "both" : "nix" : isRun ? "run" : "none of them");
    }
    return nix != null
        ? nix
        : run != null ? run : new Action.Run(List.of(), new TreeMap<>(), List.of(), "none", false);
  }

  private static Action nix(Members members) {
    String drv =
        members
            .at("drv")
            .text(Code.SCHEMA_STOREPATH, STORE_PATH + " ending in .drv", Grammar::isDerivationPath);
    var attr = members.at("attr").list(1, Item::text);
    var drvs = members.at("drvs").digest();
    String mode = members.at("mode").word(MODES);
    var outputs = members.at("outputs").list(0, CheckFormat::output);
    var drvSha256 = members.at("drv_sha256").digest();
    members.end();
    return new Action.Nix(attr, drv, drvSha256, drvs, mode, outputs);
  }

  private static Output output(Item item) {
    var members = item.members();
    var output =
        new Output(
            members.at("name").name(),
            storePath(members.at("path")),
            members.at("nar_sha256").digest(),
            members.at("nar_size").atLeast(0),
            members.at("refs").list(0, CheckFormat::storePath));
    members.end();
    return output;
  }

  private static String storePath(Item item) {
    return item.text(Code.SCHEMA_STOREPATH, STORE_PATH, Grammar::isStorePath);
  }

  private static Action run(Members members) {
    var env = members.at("env").texts();
    var argv = members.at("argv").list(1, Item::text);
    var tools = members.at("tools").list(0, CheckFormat::tool);
    boolean network = members.at("network").bool();
    String isolation = members.at("isolation").word(ISOLATION);
    members.end();
    return new Action.Run(argv, env, tools, isolation, network);
  }

  private static Tool tool(Item item) {
    var members = item.members();
    var tool =
        new Tool(
            members.at("name").name(),
            members.at("path").text(),
            members.at("sha256").digest(),
            members.at("version").name());
    members.end();
    return tool;
  }

  static Cbor write(Check check) {
    return Cbor.map()
        .put("key", Cbor.of(check.key()))
        .put("log", write(check.log()))
        .put(check.action().kind(), write(check.action()))
        .put("src", Cbor.of(check.src()))
        .put("exit", Cbor.of(check.exit()))
        .put("kind", Cbor.of(check.action().kind()))
        .put("name", Cbor.of(check.name()))
        .put("prior", Cbor.array(check.prior().stream().map(Cbor::of).toList()))
        .put("inputs", CheckKey.texts(check.inputs()))
        .put("result", Cbor.of(check.result().word()))
        .put("system", Cbor.of(check.system()))
        .put("attempt", Cbor.of(check.attempt()))
        .put("started", Cbor.of(check.started()))
        .put("finished", Cbor.of(check.finished()))
        .build();
  }

  private static Cbor write(Check.Log log) {
    return Cbor.map()
        .put("size", Cbor.of(log.size()))
        .put("sha256", Cbor.of(log.sha256()))
        .put("zst_size", Cbor.of(log.packedSize()))
        .put("zst_sha256", Cbor.of(log.packedSha256()))
        .build();
  }

  private static Cbor write(Action action) {
    return switch (action) {
      case Action.Nix nix ->
          Cbor.map()
              .put("drv", Cbor.of(nix.drv()))
              .put("attr", CheckKey.texts(nix.attr()))
              .put("drvs", Cbor.of(nix.drvs()))
              .put("mode", Cbor.of(nix.mode()))
              .put("outputs", Cbor.array(nix.outputs().stream().map(CheckFormat::write).toList()))
              .put("drv_sha256", Cbor.of(nix.drvSha256()))
              .build();
      case Action.Run run ->
          Cbor.map()
              .put("env", CheckKey.variables(run))
              .put("argv", CheckKey.texts(run.argv()))
              .put("tools", Cbor.array(run.tools().stream().map(CheckFormat::write).toList()))
              .put("network", Cbor.of(run.network()))
              .put("isolation", Cbor.of(run.isolation()))
              .build();
    };
  }

  private static Cbor write(Output output) {
    return Cbor.map()
        .put("name", Cbor.of(output.name()))
        .put("path", Cbor.of(output.path()))
        .put("refs", CheckKey.texts(output.refs()))
        .put("nar_size", Cbor.of(output.narSize()))
        .put("nar_sha256", Cbor.of(output.narSha256()))
        .build();
  }

  private static Cbor write(Tool tool) {
    return Cbor.map()
        .put("name", Cbor.of(tool.name()))
        .put("path", Cbor.of(tool.path()))
        .put("sha256", Cbor.of(tool.sha256()))
        .put("version", Cbor.of(tool.version()))
        .build();
  }
}
