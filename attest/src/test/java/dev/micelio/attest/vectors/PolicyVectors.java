package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;

/// Runs that agree with themselves and not with the policy.
final class PolicyVectors {
  private PolicyVectors() {}

  static void addTo(Collected all) {
    inputs(all);
    sources(all);
    definitions(all);
    environment(all);
    results(all);
  }

  private static void set(
      Collected all, String name, String code, String why, String place, Cbor value) {
    all.add(name, code, why, Draft.golden().set(place, value));
  }

  private static void inputs(Collected all) {
    String place = "checks[1].inputs";
    set(
        all,
        "bind-inputs-order",
        "BIND_INPUTS",
        "the policy's inputs in another order",
        place,
        Hand.texts("flake.nix", "flake.lock", "nix/**", "src/**"));
    set(
        all,
        "bind-inputs-wide",
        "BIND_INPUTS",
        "an input more",
        place,
        Hand.texts("flake.lock", "flake.nix", "nix/**", "src/**", "docs/**"));
    set(
        all,
        "bind-inputs-all",
        "BIND_INPUTS",
        "all files instead of some",
        place,
        Hand.texts("**"));
    set(
        all,
        "bind-inputs-twice",
        "BIND_INPUTS",
        "one input twice",
        place,
        Hand.texts("flake.lock", "flake.nix", "nix/**", "src/**", "src/**"));
    set(
        all,
        "bind-inputs-without",
        "BIND_INPUTS",
        "a pattern that takes away",
        place,
        Hand.texts("flake.lock", "flake.nix", "nix/**", "src/**", "!src/slow/**"));
  }

  private static void sources(Collected all) {
    set(
        all,
        "bind-src-whole",
        "BIND_SRC",
        "the whole tree under the inputs of a part",
        "checks[1].src",
        Draft.golden().get("tree.sha256"));
    set(
        all,
        "bind-src-flip",
        "BIND_SRC",
        "one bit of src changed",
        "checks[2].src",
        Cbor.of(Hand.flip(((Cbor.Bytes) Draft.golden().get("checks[2].src")).array(), 31)));
  }

  private static void definitions(Collected all) {
    all.add(
        "check-kind-nix",
        "CHECK_KIND",
        "a Nix check under the name of the command",
        Draft.golden()
            .set("checks[2].kind", "nix")
            .without("checks[2].run")
            .set("checks[2].nix", Draft.golden().get("checks[0].nix")));
    set(
        all,
        "check-attr-system",
        "CHECK_ATTR",
        "the attribute of another system",
        "checks[1].nix.attr",
        Hand.texts("checks", "aarch64-linux", "unit"));
    set(
        all,
        "check-attr-deeper",
        "CHECK_ATTR",
        "a part of the attribute",
        "checks[1].nix.attr",
        Hand.texts("checks", "x86_64-linux", "unit", "passthru"));
    set(
        all,
        "check-attr-dots",
        "CHECK_ATTR",
        "the attribute in one text",
        "checks[1].nix.attr",
        Hand.texts("checks.x86_64-linux.unit"));
    set(
        all,
        "check-run-more",
        "CHECK_RUN",
        "an argument more",
        "checks[2].run.argv",
        Hand.texts("shellcheck", "scripts/release.sh", "--severity=error"));
    set(
        all,
        "check-run-one-text",
        "CHECK_RUN",
        "the command in one text",
        "checks[2].run.argv",
        Hand.texts("shellcheck scripts/release.sh"));
    set(
        all,
        "check-run-variable",
        "CHECK_RUN",
        "a variable that the policy does not name",
        "checks[2].run.env",
        Cbor.map().put("SHELLCHECK_OPTS", Cbor.of("-e SC2086")).build());
    set(
        all,
        "check-run-no-tool",
        "CHECK_RUN",
        "without the tool",
        "checks[2].run.tools",
        Cbor.array());
    set(
        all,
        "check-run-tool-more",
        "CHECK_RUN",
        "a tool more",
        "checks[2].run.tools[1]",
        Edit.set(Draft.golden().get("checks[2].run.tools[0]"), "name", Cbor.of("bash")));
    set(
        all,
        "check-run-tool-other",
        "CHECK_RUN",
        "another tool",
        "checks[2].run.tools[0].name",
        Cbor.of("true"));
  }

  private static void environment(Collected all) {
    set(
        all,
        "env-sandbox-relaxed",
        "ENV_SANDBOX",
        "a sandbox that a check can leave",
        "env.nix.sandbox",
        Cbor.of("relaxed"));
    all.add(
            "env-network-tool",
            "ENV_NETWORK",
            "a network, with a tool of another version",
            Draft.golden()
                .set("checks[2].run.network", Cbor.of(true))
                .set("checks[2].run.tools[0].version", "0.11.0"))
        .add(
            "env-isolation-system",
            "ENV_ISOLATION",
            "no isolation, in a machine of its own",
            Draft.golden().set("checks[2].run.isolation", "none").set("env.isolation", "vm"));
    set(all, "env-ifd", "ENV_PURITY", "builds during evaluation", "env.nix.ifd", Cbor.of(true));
  }

  private static void results(Collected all) {
    all.add(
            "check-error",
            "CHECK_NOT_PASS",
            "a check that could not be run",
            Draft.golden().set("checks[1].result", "error").set("checks[1].exit", 127))
        .add(
            "check-fail-0",
            "CHECK_NOT_PASS",
            "failed with exit 0",
            Draft.golden().set("checks[2].result", "fail"))
        .add(
            "check-missing-one",
            "CHECK_MISSING",
            "unit is missing",
            Draft.golden().without("checks[1]"))
        .add(
            "check-missing-name",
            "CHECK_MISSING",
            "unit under a name that looks like it",
            Draft.golden().set("checks[1].name", "unit-"));
  }
}
