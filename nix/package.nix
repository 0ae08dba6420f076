# mic itself, built by Maven. `mavenHash` is of all that Maven downloads: another pom.xml needs another one,
# and Nix says which.
{ pkgs, src, mavenHash ? pkgs.lib.fakeHash }:
let
  jdk = pkgs.jdk25_headless;
in
pkgs.maven.buildMavenPackage {
  pname = "mic";
  version = "0.1.0-SNAPSHOT";
  inherit src;
  mvnJdk = jdk;
  mvnHash = mavenHash;
  mvnParameters = "-pl cli -am -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip -Denforcer.skip";
  nativeBuildInputs = [ pkgs.makeWrapper ];
  installPhase = ''
    runHook preInstall
    mkdir "$out"
    cp -R cli/target/dist/. "$out/"
    wrapProgram "$out/bin/mic" --set MIC_JAVA_HOME ${jdk.home}
    runHook postInstall
  '';
  meta = {
    description = "Version control for agents and people that proves that it works";
    license = pkgs.lib.licenses.asl20;
    mainProgram = "mic";
  };
}
