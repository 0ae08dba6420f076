# All that ./mvnw verify needs.
{ pkgs }:
let
  jdk = pkgs.jdk25;
in
pkgs.mkShell {
  JAVA_HOME = jdk.home;
  packages = [
    jdk
    pkgs.busybox-sandbox-shell
    pkgs.curl
    pkgs.git
    pkgs.maven
    pkgs.nix
    pkgs.nodejs
    pkgs.openssh
    pkgs.openssl
  ] ++ pkgs.lib.optional pkgs.stdenv.hostPlatform.isLinux pkgs.bubblewrap;
}
