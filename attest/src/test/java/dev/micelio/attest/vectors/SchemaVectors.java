package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;
import java.util.List;

/// The closed schema of a check run. The signature is good.
final class SchemaVectors {
  private static final String STORE = "/nix/store/";
  private static final String HASH = "0c0n1rk2v5h7wzjq3x9y8p6s4d2f1g0a";

  private SchemaVectors() {}

  static void addTo(Collected all) {
    versions(all);
    missing(all);
    unknown(all);
    types(all);
    sizes(all);
    ranges(all);
    empty(all);
    words(all);
    kinds(all);
    names(all);
    texts(all);
    paths(all);
    twice(all);
  }

  private static void set(
      Collected all, String name, String code, String why, String place, Cbor value) {
    all.add("schema-" + name, code, why, Draft.small().set(place, value));
  }

  private static void nix(
      Collected all, String name, String code, String why, String place, Cbor value) {
    all.add("schema-" + name, code, why, Draft.golden().set(place, value));
  }

  private static void versions(Collected all) {
    set(all, "v0", "SCHEMA_VERSION", "version 0", "v", Cbor.of(0));
    set(all, "v-negative", "SCHEMA_VERSION", "version -1", "v", Cbor.of(-1));
    set(
        all,
        "v-wrapped",
        "SCHEMA_VERSION",
        "2^32 + 1, which is 1 in 32 bits",
        "v",
        Cbor.of((1L << 32) + 1));
    set(all, "v-text", "SCHEMA_TYPE", "version 1 as text", "v", Cbor.of("1"));
    set(all, "v-true", "SCHEMA_TYPE", "version true", "v", Cbor.of(true));
  }

  /// One member of each map.
  private static void missing(Collected all) {
    for (String place :
        List.of(
            "v",
            "project",
            "tree",
            "session",
            "checks",
            "twins",
            "tree.sha256",
            "base.position",
            "session.principal",
            "session.agent.version",
            "env.machine",
            "checks[0].key",
            "checks[0].prior",
            "checks[0].kind",
            "checks[0].log.zst_size",
            "checks[0].run.network",
            "checks[0].run.tools[0].path")) {
      without(all, place, Draft.small());
    }
    for (String place :
        List.of(
            "env",
            "env.nix.ifd",
            "env.nix.substituters[0].keys",
            "twins[0].type",
            "checks[0].nix.mode",
            "checks[1].nix.outputs[0].refs")) {
      without(all, place, Draft.golden());
    }
  }

  private static void without(Collected all, String place, Draft draft) {
    all.add(
        "schema-missing-" + dashed(place), "SCHEMA_MISSING", "no " + place, draft.without(place));
  }

  private static String dashed(String place) {
    return place.replace("[", "-").replace("].", "-").replace(".", "-");
  }

  private static void unknown(Collected all) {
    for (String place :
        List.of(
            "",
            "tree.",
            "base.",
            "session.",
            "session.agent.",
            "env.",
            "checks[0].",
            "checks[0].log.",
            "checks[0].run.tools[0].")) {
      more(all, place, Draft.small());
    }
    for (String place :
        List.of(
            "env.nix.",
            "env.nix.substituters[0].",
            "twins[0].",
            "checks[0].nix.",
            "checks[1].nix.outputs[0].")) {
      more(all, place, Draft.golden());
    }
    set(
        all,
        "unknown-number",
        "SCHEMA_UNKNOWN",
        "the number 1 as a member's name",
        "1",
        Cbor.of(1));
    set(
        all,
        "unknown-empty",
        "SCHEMA_UNKNOWN",
        "a member without a name",
        "tree",
        Hand.put((Cbor.Map) Draft.small().get("tree"), Cbor.of(""), Cbor.of(1)));
    set(all, "unknown-case", "SCHEMA_UNKNOWN", "V beside v", "V", Cbor.of(1));
    set(all, "unknown-nul", "SCHEMA_UNKNOWN", "v and a NUL beside v", "v\0", Cbor.of(1));
  }

  private static void more(Collected all, String place, Draft draft) {
    String where = place.isEmpty() ? "the payload" : place.substring(0, place.length() - 1);
    all.add(
        "schema-more-" + dashed(where).replace(' ', '-'),
        "SCHEMA_UNKNOWN",
        "a member more in " + where,
        draft.set(place + "note", "hello"));
  }

  private static void types(Collected all) {
    all.add(
            "schema-type-payload",
            "SCHEMA_TYPE",
            "the payload is an array",
            Draft.small().payload(Cbor.array()))
        .add(
            "schema-type-payload-text",
            "SCHEMA_TYPE",
            "the payload is a text",
            Draft.small().payload(Cbor.of("check-run")));
    set(
        all,
        "type-project",
        "SCHEMA_TYPE",
        "the project as text",
        "project",
        Cbor.of(Draft.PROJECT.toString()));
    set(
        all,
        "type-tree",
        "SCHEMA_TYPE",
        "the digest where the map of digests belongs",
        "tree",
        Hand.zeros(32));
    set(
        all,
        "type-digest",
        "SCHEMA_TYPE",
        "a digest as text",
        "tree.sha256",
        Cbor.of("0".repeat(64)));
    set(all, "type-position", "SCHEMA_TYPE", "a position as bytes", "base.position", Hand.zeros(8));
    set(
        all,
        "type-principal",
        "SCHEMA_TYPE",
        "a principal as bytes",
        "session.principal",
        Hand.zeros(4));
    set(
        all,
        "type-model",
        "SCHEMA_TYPE",
        "a model that is false, for none",
        "session.agent.model",
        Cbor.of(false));
    set(all, "type-checks", "SCHEMA_TYPE", "a map of checks", "checks", Cbor.map().build());
    set(
        all,
        "type-check",
        "SCHEMA_TYPE",
        "a check that is its name",
        "checks[0]",
        Cbor.of("shell"));
    set(
        all,
        "type-inputs",
        "SCHEMA_TYPE",
        "inputs as one text",
        "checks[0].inputs",
        Cbor.of("scripts/**"));
    set(
        all,
        "type-input",
        "SCHEMA_TYPE",
        "an input as bytes",
        "checks[0].inputs[0]",
        Hand.zeros(3));
    set(
        all,
        "type-exit-bool",
        "SCHEMA_TYPE",
        "an exit that is false",
        "checks[0].exit",
        Cbor.of(false));
    set(
        all,
        "type-result",
        "SCHEMA_TYPE",
        "a result that is true",
        "checks[0].result",
        Cbor.of(true));
    set(
        all,
        "type-prior",
        "SCHEMA_TYPE",
        "a prior run as text",
        "checks[0].prior",
        Hand.texts("1"));
    set(
        all,
        "type-log",
        "SCHEMA_TYPE",
        "the log's text where its digests belong",
        "checks[0].log",
        Cbor.of(""));
    set(
        all,
        "type-network",
        "SCHEMA_TYPE",
        "0 for no network",
        "checks[0].run.network",
        Cbor.of(0));
    set(
        all,
        "type-variables",
        "SCHEMA_TYPE",
        "variables as a list",
        "checks[0].run.env",
        Hand.texts("A=1"));
    set(
        all,
        "type-variable",
        "SCHEMA_TYPE",
        "a variable with a number",
        "checks[0].run.env",
        Cbor.map().put("A", Cbor.of(1)).build());
    set(
        all,
        "type-variable-name",
        "SCHEMA_TYPE",
        "a variable that is named by a number",
        "checks[0].run.env",
        Cbor.map().put(1, Cbor.of("A")).build());
    nix(
        all,
        "type-env",
        "SCHEMA_TYPE",
        "an environment in words, with checks of kind nix",
        "env",
        Cbor.of("Debian"));
    nix(
        all,
        "type-fallback",
        "SCHEMA_TYPE",
        "no fallback as text",
        "env.nix.fallback",
        Cbor.of("false"));
    nix(
        all,
        "type-outputs",
        "SCHEMA_TYPE",
        "outputs by their names",
        "checks[0].nix.outputs",
        Cbor.map().build());
    nix(
        all,
        "type-twin",
        "SCHEMA_TYPE",
        "a twin's digest as text",
        "twins[0].sha256",
        Cbor.of("0".repeat(64)));
  }

  private static void sizes(Collected all) {
    size(all, "tree.sha256", 31);
    size(all, "tree.sha256", 64);
    size(all, "tree.git_sha1", 32);
    size(all, "project", 17);
    size(all, "base.sha256", 33);
    size(all, "session.id", 15);
    size(all, "session.id", 36);
    size(all, "env.machine", 0);
    size(all, "checks[0].src", 20);
    size(all, "checks[0].log.zst_sha256", 31);
    size(all, "checks[0].run.tools[0].sha256", 33);
    all.add(
        "schema-size-prior",
        "SCHEMA_SIZE",
        "a prior run of 20 bytes",
        Draft.small().set("checks[0].prior[0]", Hand.zeros(20)));
    nix(
        all,
        "size-nar",
        "SCHEMA_SIZE",
        "a NAR's digest of 31 bytes",
        "checks[1].nix.outputs[0].nar_sha256",
        Hand.zeros(31));
    nix(
        all,
        "size-drvs",
        "SCHEMA_SIZE",
        "a manifest's digest of 33 bytes",
        "checks[1].nix.drvs",
        Hand.zeros(33));
    nix(
        all,
        "size-twin",
        "SCHEMA_SIZE",
        "a twin's digest of 64 bytes",
        "twins[0].sha256",
        Hand.zeros(64));
  }

  private static void size(Collected all, String place, int size) {
    set(
        all,
        "size-" + dashed(place) + "-" + size,
        "SCHEMA_SIZE",
        place + " has " + size + " bytes",
        place,
        Hand.zeros(size));
  }

  private static void ranges(Collected all) {
    set(all, "position-negative", "SCHEMA_RANGE", "a position of -1", "base.position", Cbor.of(-1));
    set(
        all,
        "position-least",
        "SCHEMA_RANGE",
        "a position of -(2^63 - 1)",
        "base.position",
        Cbor.of(-Long.MAX_VALUE));
    set(
        all,
        "attempt-negative",
        "SCHEMA_RANGE",
        "an attempt of -1",
        "checks[0].attempt",
        Cbor.of(-1));
    set(
        all,
        "finished-negative",
        "SCHEMA_RANGE",
        "finished before 1970",
        "checks[0].finished",
        Cbor.of(-1));
    set(
        all,
        "log-negative",
        "SCHEMA_RANGE",
        "a log of -1 bytes",
        "checks[0].log.size",
        Cbor.of(-1));
    set(
        all,
        "packed-negative",
        "SCHEMA_RANGE",
        "a packed log of -1 bytes",
        "checks[0].log.zst_size",
        Cbor.of(-1));
    nix(
        all,
        "nar-negative",
        "SCHEMA_RANGE",
        "a NAR of -1 bytes",
        "checks[0].nix.outputs[0].nar_size",
        Cbor.of(-1));
    all.add("schema-checks-257", "SCHEMA_RANGE", "257 checks", Many.checks(257));
  }

  private static void empty(Collected all) {
    set(
        all,
        "no-inputs",
        "SCHEMA_EMPTY",
        "a check that reads nothing",
        "checks[0].inputs",
        Cbor.array());
    nix(all, "no-attr", "SCHEMA_EMPTY", "no attribute", "checks[0].nix.attr", Cbor.array());
  }

  private static void words(Collected all) {
    set(
        all,
        "word-passed",
        "SCHEMA_ENUM",
        "passed is no result",
        "checks[0].result",
        Cbor.of("passed"));
    set(
        all,
        "word-case",
        "SCHEMA_ENUM",
        "a result in upper case",
        "checks[0].result",
        Cbor.of("PASS"));
    set(
        all,
        "word-space",
        "SCHEMA_ENUM",
        "a space behind the result",
        "checks[0].result",
        Cbor.of("pass "));
    set(
        all,
        "word-nul",
        "SCHEMA_ENUM",
        "a NUL behind the result",
        "checks[0].result",
        Cbor.of("pass\0"));
    set(all, "word-empty", "SCHEMA_ENUM", "an empty result", "checks[0].result", Cbor.of(""));
    set(
        all,
        "word-kind",
        "SCHEMA_ENUM",
        "a kind that nobody knows",
        "checks[0].kind",
        Cbor.of("make"));
    set(
        all,
        "word-isolation",
        "SCHEMA_ENUM",
        "an isolation of machines for a command",
        "checks[0].run.isolation",
        Cbor.of("vm"));
    set(
        all,
        "word-machine",
        "SCHEMA_ENUM",
        "an isolation of commands for a machine",
        "env.isolation",
        Cbor.of("bwrap"));
    nix(
        all,
        "word-sandbox",
        "SCHEMA_ENUM",
        "a sandbox that is true",
        "env.nix.sandbox",
        Cbor.of("true"));
    nix(
        all,
        "word-mode",
        "SCHEMA_ENUM",
        "a mode in upper case",
        "checks[1].nix.mode",
        Cbor.of("Executed"));
  }

  private static void kinds(Collected all) {
    var golden = Draft.golden();
    all.add(
            "schema-kind-both",
            "SCHEMA_KIND",
            "both nix and run",
            Draft.golden().set("checks[0].run", golden.get("checks[2].run")))
        .add(
            "schema-kind-none",
            "SCHEMA_KIND",
            "neither nix nor run",
            Draft.small().without("checks[0].run"))
        .add(
            "schema-kind-run-nix",
            "SCHEMA_KIND",
            "kind run with the member nix",
            Draft.golden().set("checks[0].kind", "run"));
  }

  private static void name(Collected all, String name, String why, String check) {
    set(all, "name-" + name, "SCHEMA_NAME", why, "checks[0].name", Cbor.of(check));
  }

  private static void names(Collected all) {
    name(all, "empty", "a check without a name", "");
    name(all, "65", "a check's name of 65 letters", "a".repeat(65));
    name(all, "case", "an upper-case letter", "Shell");
    name(all, "dash-first", "a dash first: an option to who prints it", "-shell");
    name(all, "dot-first", "a dot first: a hidden file", ".shell");
    name(all, "slash", "a path", "shell/x");
    name(all, "space", "a space within", "she ll");
    name(all, "newline", "a newline at the end, which many patterns let pass", "shell\n");
    name(all, "nul", "a NUL at the end", "shell\0");
    name(all, "digit", "a digit that is not ASCII", "shell\u0661");
    name(all, "bidi", "a letter that turns the line around", "shell\u202e");
    set(
        all,
        "name-129",
        "SCHEMA_NAME",
        "a system of 129 bytes",
        "env.system",
        Cbor.of("s".repeat(129)));
    set(
        all,
        "name-130-bytes",
        "SCHEMA_NAME",
        "65 letters in 130 bytes",
        "env.os",
        Cbor.of("\u00e9".repeat(65)));
    set(
        all,
        "name-control",
        "SCHEMA_NAME",
        "an escape sequence in a version",
        "session.agent.version",
        Cbor.of("1\u001b[2J"));
    set(
        all,
        "name-delete",
        "SCHEMA_NAME",
        "the control character U+007F",
        "env.runner",
        Cbor.of("mic\u007f"));
    set(
        all,
        "name-c1",
        "SCHEMA_NAME",
        "the control character U+009F",
        "session.principal",
        Cbor.of("user:\u009f"));
    set(
        all,
        "name-tab",
        "SCHEMA_NAME",
        "a tab in a check's system",
        "checks[0].system",
        Cbor.of("x86_64\tlinux"));
    set(
        all,
        "name-tool",
        "SCHEMA_NAME",
        "a newline in a tool's name",
        "checks[0].run.tools[0].name",
        Cbor.of("sh\n"));
    nix(
        all,
        "name-output",
        "SCHEMA_NAME",
        "a newline in an output's name",
        "checks[0].nix.outputs[0].name",
        Cbor.of("out\n"));
    nix(
        all,
        "name-impl",
        "SCHEMA_NAME",
        "an implementation of 129 bytes",
        "env.nix.impl",
        Cbor.of("n".repeat(129)));
  }

  private static void texts(Collected all) {
    set(
        all,
        "nul-first",
        "SCHEMA_TEXT",
        "a NUL first in an input",
        "checks[0].inputs[0]",
        Cbor.of("\0scripts/**"));
    set(
        all,
        "nul-alone",
        "SCHEMA_TEXT",
        "an argument that is a NUL",
        "checks[0].run.argv[1]",
        Cbor.of("\0"));
    set(
        all,
        "nul-variable",
        "SCHEMA_TEXT",
        "a NUL in a variable's value",
        "checks[0].run.env",
        Cbor.map().put("A", Cbor.of("1\0B=2")).build());
    set(
        all,
        "nul-variable-name",
        "SCHEMA_TEXT",
        "a NUL in a variable's name",
        "checks[0].run.env",
        Cbor.map().put("A\0B", Cbor.of("1")).build());
    set(
        all,
        "nul-name",
        "SCHEMA_TEXT",
        "a NUL in an agent's name",
        "session.agent.name",
        Cbor.of("agent\0"));
    set(
        all,
        "nul-tool-path",
        "SCHEMA_TEXT",
        "a NUL in a tool's path",
        "checks[0].run.tools[0].path",
        Cbor.of("/bin/sh\0"));
    nix(
        all,
        "nul-url",
        "SCHEMA_TEXT",
        "a NUL in a cache's address",
        "env.nix.substituters[0].url",
        Cbor.of("https://a\0.org"));
    nix(all, "nul-twin", "SCHEMA_TEXT", "a NUL in a twin's type", "twins[0].type", Cbor.of("a\0"));
  }

  private static void path(Collected all, String name, String why, String path) {
    nix(
        all,
        "path-" + name,
        "SCHEMA_STOREPATH",
        why,
        "checks[0].nix.outputs[0].path",
        Cbor.of(path));
  }

  private static void paths(Collected all) {
    for (String letter : List.of("e", "o", "t", "u")) {
      path(
          all,
          "letter-" + letter,
          "the letter " + letter + " in the hash",
          STORE + HASH.substring(1) + letter + "-fmt");
    }
    path(
        all,
        "upper-case",
        "an upper-case letter in the hash",
        STORE + "A" + HASH.substring(1) + "-fmt");
    path(all, "hash-31", "a hash of 31 letters", STORE + HASH.substring(1) + "-fmt");
    path(all, "hash-33", "a hash of 33 letters", STORE + "0" + HASH + "-fmt");
    path(all, "no-name", "no name behind the dash", STORE + HASH + "-");
    path(all, "no-dash", "no dash", STORE + HASH);
    path(all, "name-212", "a name of 212 letters", STORE + HASH + "-" + "n".repeat(212));
    path(all, "name-dot", "the name .", STORE + HASH + "-.");
    path(all, "name-dots", "the name ..", STORE + HASH + "-..");
    path(all, "name-dot-dash", "a name that begins with .-", STORE + HASH + "-.-x");
    path(all, "name-dots-dash", "a name that begins with ..-", STORE + HASH + "-..-x");
    path(all, "below", "a file below a store path", STORE + HASH + "-fmt/bin");
    path(all, "slash-last", "a slash at the end", STORE + HASH + "-fmt/");
    path(all, "up", "a way out of the store", STORE + HASH + "-fmt/../../../etc/shadow");
    path(all, "letter", "a letter that is not ASCII in the name", STORE + HASH + "-fm\u0442");
    path(all, "nul", "a NUL in the name", STORE + HASH + "-fmt\0");
    path(all, "tilde", "a tilde in the name", STORE + HASH + "-fmt~");
    path(all, "relative", "no slash first", STORE.substring(1) + HASH + "-fmt");
    path(all, "slashes", "two slashes", "/nix/store//" + HASH + "-fmt");
    path(all, "empty", "an empty path", "");
    nix(
        all,
        "path-drv-below",
        "SCHEMA_STOREPATH",
        "a derivation below a store path",
        "checks[0].nix.drv",
        Cbor.of(STORE + HASH + "-fmt/x.drv"));
    nix(
        all,
        "path-drv-case",
        "SCHEMA_STOREPATH",
        "a derivation that ends in .DRV",
        "checks[0].nix.drv",
        Cbor.of(STORE + HASH + "-fmt.DRV"));
    nix(
        all,
        "path-ref",
        "SCHEMA_STOREPATH",
        "the name of a reference without the store",
        "checks[1].nix.outputs[0].refs[0]",
        Cbor.of(HASH + "-glibc"));
    nix(
        all,
        "path-store-slash",
        "SCHEMA_STOREPATH",
        "a slash behind the store",
        "env.nix.store",
        Cbor.of("/nix/store/"));
    nix(
        all,
        "path-store-empty",
        "SCHEMA_STOREPATH",
        "an empty store",
        "env.nix.store",
        Cbor.of(""));
  }

  private static void twice(Collected all) {
    var failed =
        Edit.set(
            Edit.set(Draft.golden().get("checks[1]"), "result", Cbor.of("fail")),
            "exit",
            Cbor.of(1));
    all.add(
            "schema-twice-fail",
            "SCHEMA_DUP_CHECK",
            "unit passes, and then fails, on one system",
            Draft.golden().set("checks[3]", failed))
        .add(
            "schema-twice-apart",
            "SCHEMA_DUP_CHECK",
            "fmt once by Nix and once by a command",
            Draft.golden().set("checks[3]", Extra.check("fmt")))
        .add(
            "schema-twin-thrice",
            "SCHEMA_DUP_TWIN",
            "one twin twice, with another between",
            threeTwins());
  }

  private static Draft threeTwins() {
    var draft = Draft.golden();
    var twin = draft.get("twins[0]");
    var other = Edit.set(twin, "sha256", Hand.zeros(32));
    return draft.asWritten().set("twins", Cbor.array(twin, other, twin));
  }
}
