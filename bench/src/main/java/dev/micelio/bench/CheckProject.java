package dev.micelio.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A generated project of packages with a check each, in a git work tree.
///
/// @param packages how many there are; the check of each reads its files alone
record CheckProject(Path directory, int packages) {
  static final String SYSTEM = System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux";

  /// A flake whose checks a static busybox runs, with a mic.toml that says what each may read.
  static CheckProject flake(Path directory, int packages, int filesEach, Path busybox)
      throws IOException {
    var project = new CheckProject(directory, packages);
    project.write(filesEach);
    Files.createDirectory(directory.resolve("tools"));
    Files.copy(busybox, directory.resolve("tools/busybox"));
    Files.writeString(
        directory.resolve("flake.nix"),
        """
        {
          outputs = { self }:
            let
              system = "%s";
              tools = builtins.path { path = ./tools; name = "tools"; };
              check = name: {
                inherit name;
                value = derivation {
                  inherit name system;
                  builder = "${tools}/busybox";
                  args = [ "sh" "-c" "read first < $files/file0; echo $first > $out" ];
                  files = builtins.path { path = ./. + "/${name}"; inherit name; };
                };
              };
            in {
              checks.${system} = builtins.listToAttrs
                (map (n: check "package${toString n}") (builtins.genList (n: n) %d));
            };
        }
        """
            .formatted(SYSTEM, packages));
    var toml = new StringBuilder(HEAD);
    for (int i = 0; i < packages; i++) {
      toml.append(
          "\n[check.package%d]\ninputs = [\"flake.nix\", \"tools/**\", \"package%d/**\"]\n"
              .formatted(i, i));
    }
    Files.writeString(directory.resolve("mic.toml"), toml);
    project.commit();
    return project;
  }

  /// Files alone, with one command that reads them all and succeeds.
  static CheckProject command(Path directory, int packages, int filesEach) throws IOException {
    var project = new CheckProject(directory, packages);
    project.write(filesEach);
    Files.writeString(
        directory.resolve("mic.toml"),
        HEAD + "\n[check.all]\nrun = [\"true\"]\ninputs = [\"package*/**\"]\n");
    project.commit();
    return project;
  }

  private static final String HEAD = "[project]\nid = \"0f8fad5bd9cb469fa16570867728950e\"\n";

  private void write(int filesEach) throws IOException {
    for (int i = 0; i < packages; i++) {
      var folder = Files.createDirectories(directory.resolve("package" + i));
      for (int f = 0; f < filesEach; f++) {
        Files.writeString(
            folder.resolve("file" + f), "package %d file %d\n".formatted(i, f).repeat(100));
      }
    }
  }

  private void commit() {
    Shell.run(directory, List.of("git", "init", "-q"));
    Shell.run(directory, List.of("git", "add", "-A"));
    Shell.run(
        directory,
        List.of(
            "git",
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@localhost",
            "commit",
            "-q",
            "-m",
            "generated"));
  }

  /// Touches one check.
  void change(int number) throws IOException {
    Files.writeString(
        directory.resolve("package%d/file0".formatted(number % packages)),
        String.format(Locale.ROOT, "change %d%n", number));
  }

  /// One file that every check reads, so that each is another one.
  void changeAll(int number) throws IOException {
    for (int i = 0; i < packages; i++) {
      Files.writeString(directory.resolve("package" + i + "/file0"), "all " + number + "\n");
    }
  }

  /// `nix build` of all checks, with what else it is to be told.
  List<String> nixBuild(String... options) {
    var command = new ArrayList<>(List.of("nix", "build", "--no-link"));
    command.addAll(List.of(options));
    for (int i = 0; i < packages; i++) {
      command.add(attribute(i));
    }
    return command;
  }

  /// One check, as Nix is asked for it.
  String attribute(int check) {
    return ".#checks." + SYSTEM + ".package" + check;
  }
}
