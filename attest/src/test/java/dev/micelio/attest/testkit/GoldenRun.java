package dev.micelio.attest.testkit;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.project.ProjectId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// The check run of the golden attestation, read from its payload by a reader that only tests have:
/// it believes the file and judges nothing.
public final class GoldenRun {
  public static final String CTI = "ff53549adc2b5459f2fac0e4b6f1a65f";

  private static final int MANY = 1 << 18;

  private GoldenRun() {}

  public static CheckRun run() {
    return run(PublicVectors.bytes("check-run.payload.cbor"));
  }

  /// The golden run with other checks.
  public static CheckRun with(List<Check> checks) {
    var run = run();
    return new CheckRun(
        run.project(), run.tree(), run.base(), run.session(), run.machine(), checks, run.twins());
  }

  private static CheckRun run(byte[] payload) {
    return read(Cbor.decode("a check run", payload, new CborLimits(MANY, MANY, 16)));
  }

  /// The run that a payload is; a problem where it is none at all.
  public static CheckRun read(Cbor payload) {
    var run = CborFields.of("a check run", payload);
    run.uint("v", 1);
    var checkRun =
        new CheckRun(
            ProjectId.of(run.bytes("project", ProjectId.SIZE_BYTES)),
            tree(run.fields("tree")),
            base(run.fields("base")),
            session(run.fields("session")),
            machine(run.fields("env")),
            run.list("checks", MANY, item -> check(CborFields.of("a check", item))),
            run.list("twins", MANY, item -> twin(CborFields.of("a twin", item))));
    run.end();
    return checkRun;
  }

  private static CheckRun.TreeIds tree(CborFields tree) {
    return new CheckRun.TreeIds(
        tree.digest("sha256"),
        tree.has("git_sha1") ? Optional.of(hex(tree.bytes("git_sha1", 20))) : Optional.empty());
  }

  private static CheckRun.Base base(CborFields base) {
    return new CheckRun.Base(base.digest("sha256"), base.uint("position"));
  }

  private static CheckRun.Session session(CborFields session) {
    var agent = session.fields("agent");
    return new CheckRun.Session(
        session.has("id") ? Optional.of(hex(session.bytes("id", 16))) : Optional.empty(),
        session.text("principal", MANY),
        new CheckRun.Agent(
            agent.text("kind", MANY),
            agent.text("name", MANY),
            agent.text("version", MANY),
            agent.has("model") ? Optional.of(agent.text("model", MANY)) : Optional.empty()));
  }

  private static CheckRun.Machine machine(CborFields env) {
    return new CheckRun.Machine(
        env.text("system", MANY),
        env.text("os", MANY),
        env.text("runner", MANY),
        env.digest("machine"),
        env.text("isolation", MANY),
        env.has("nix") ? Optional.of(settings(env.fields("nix"))) : Optional.empty());
  }

  private static CheckRun.NixSettings settings(CborFields nix) {
    return new CheckRun.NixSettings(
        nix.text("impl", MANY),
        nix.text("version", MANY),
        nix.text("store", MANY),
        nix.text("sandbox", MANY),
        nix.bool("fallback"),
        nix.bool("pure_eval"),
        nix.bool("ifd"),
        nix.digest("settings"),
        nix.list("substituters", MANY, item -> substituter(CborFields.of("a substituter", item))));
  }

  private static CheckRun.Substituter substituter(CborFields substituter) {
    return new CheckRun.Substituter(substituter.text("url", MANY), texts(substituter, "keys"));
  }

  private static Check check(CborFields check) {
    var log = check.fields("log");
    return new Check(
        check.text("name", MANY),
        check.digest("key"),
        check.text("system", MANY),
        texts(check, "inputs"),
        check.digest("src"),
        Check.Result.valueOf(check.text("result", MANY).toUpperCase(Locale.ROOT)),
        check.integer("exit"),
        check.uint("attempt"),
        check.list("prior", MANY, item -> CborField.of("a prior run", item).digest()),
        check.uint("started"),
        check.uint("finished"),
        new Check.Log(
            log.digest("sha256"), log.uint("size"), log.digest("zst_sha256"), log.uint("zst_size")),
        check.has("nix") ? nix(check.fields("nix")) : command(check.fields("run")));
  }

  private static Action nix(CborFields nix) {
    return new Action.Nix(
        texts(nix, "attr"),
        nix.text("drv", MANY),
        nix.digest("drv_sha256"),
        nix.digest("drvs"),
        nix.text("mode", MANY),
        nix.list("outputs", MANY, item -> output(CborFields.of("an output", item))));
  }

  private static Action.Output output(CborFields output) {
    return new Action.Output(
        output.text("name", MANY),
        output.text("path", MANY),
        output.digest("nar_sha256"),
        output.uint("nar_size"),
        texts(output, "refs"));
  }

  private static Action command(CborFields run) {
    var env = new TreeMap<String, String>();
    for (var entry : run.map("env", MANY).entries()) {
      env.put(
          CborField.of("a variable's name", entry.key()).text(MANY),
          CborField.of("a variable", entry.value()).text(MANY));
    }
    return new Action.Run(
        texts(run, "argv"),
        env,
        run.list("tools", MANY, item -> tool(CborFields.of("a tool", item))),
        run.text("isolation", MANY),
        run.bool("network"));
  }

  private static Action.Tool tool(CborFields tool) {
    return new Action.Tool(
        tool.text("name", MANY),
        tool.text("path", MANY),
        tool.digest("sha256"),
        tool.text("version", MANY));
  }

  private static CheckRun.TwinDigest twin(CborFields twin) {
    return new CheckRun.TwinDigest(twin.text("type", MANY), twin.digest("sha256"));
  }

  private static List<String> texts(CborFields fields, String name) {
    return fields.list(name, MANY, item -> CborField.of("an entry of " + name, item).text(MANY));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
