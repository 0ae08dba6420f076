# What this project checks with Nix, besides what ./mvnw verify proves.
{ pkgs, src }:
let
  lib = import ./lib.nix;
  check = args: lib.check ({ inherit pkgs src; } // args);
  wrong = import ./patterns-vectors.nix;
in
{
  # The vectors of the format page, decided while the flake is evaluated: what the check runs only tells.
  patterns = check {
    name = "patterns";
    inputs = [ "nix/**" ];
    env.wrong = builtins.toJSON wrong;
    command = ''
      printf '%s\n' "$wrong"
      [ "$wrong" = "[]" ]
    '';
  };

  # The scripts that any POSIX shell must understand.
  scripts = check {
    name = "scripts";
    inputs = [ "mic" "mic-sim" "mvnw" ".mvn/*.sh" "s3/ceph" "nix/*.sh" ];
    command = ''
      for script in mic mic-sim mvnw .mvn/*.sh s3/ceph nix/*.sh; do
        sh -n "$script"
      done
    '';
  };
}
