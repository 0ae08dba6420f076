# One check: what it is called, the files that it may read, and what it runs. docs/nix.md says how to use it.
#
# It is two derivations. The run always succeeds, and keeps the exit code, the log and the reports, so that
# they are there when it went wrong too, and so that Nix does not run again what it knows to fail. The verdict,
# which is the check, fails with that code.
{
  # Nixpkgs for one system; or, without it, `system`, the `shell` (a path) and `tools`.
  pkgs ? null,
  system ? pkgs.stdenv.hostPlatform.system,
  shell ? "${pkgs.bash}/bin/sh",
  name,
  # The directory, and which of its files: patterns as in mic.toml.
  src,
  inputs,
  # A script for the shell, which ends at the first command that fails; or one command as a list of words.
  command,
  # Packages whose `bin` is on the PATH, before the basic ones.
  tools ? [ ],
  basicTools ? (if pkgs == null then [ ] else [ pkgs.coreutils pkgs.bash ]),
  # Variables of the environment.
  env ? { },
  # Files and directories that the command makes, to be kept.
  reports ? [ ],
  # Change it to have the command run again though nothing else changed.
  salt ? "",
}:
let
  inherit (builtins) concatStringsSep filter isList isString map match replaceStrings split;

  quoted = word: "'" + replaceStrings [ "'" ] [ "'\\''" ] (toString word) + "'";
  script = if isList command then "exec " + concatStringsSep " " (map quoted command) else command;

  badReports = filter
    (report: report == "" || match "/.*" report != null
      || builtins.elem ".." (filter isString (split "/" report)) || match ".*\n.*" report != null)
    reports;

  # What the run says itself, and what Nix understands.
  own = [
    "args" "builder" "name" "out" "outputs" "passAsFile" "reports" "salt" "script" "shell" "src" "system"
    "HOME" "PATH"
  ];
  badVariables = filter
    (variable: builtins.elem variable own || match "__.*|outputHash.*" variable != null)
    (builtins.attrNames env);

  path = concatStringsSep ":" (map (tool: "${tool}/bin") (tools ++ basicTools));

  run = derivation (env // {
    name = "${name}-run";
    inherit system shell salt;
    builder = shell;
    args = [ ./run.sh ];
    src = import ./source.nix { inherit src inputs; };
    PATH = path;
    reports = concatStringsSep "\n" reports;
    passAsFile = [ "script" ];
    inherit script;
  });

  verdict = derivation {
    inherit name system run;
    builder = shell;
    args = [ ./verdict.sh ];
    PATH = path;
  };

  mic = { inherit inputs run; };
in
if badReports != [ ]
then throw "reports are paths below the directory of the check: ${builtins.toJSON badReports}"
else if badVariables != [ ]
then throw "env can not set ${builtins.toJSON badVariables}: the check has its own"
else verdict // { inherit run; passthru = { inherit mic run; }; meta.description = "the check ${name}"; }
