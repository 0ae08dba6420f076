package dev.micelio.checks.command;

import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Ended;
import dev.micelio.checks.process.Launch;
import dev.micelio.checks.process.Processes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A system of its own for each command, made of what this one has to read.
///
/// @param home of whoever runs mic
record Bubblewrap(Path program, Path home) implements Isolation {
  private static final Path USR = Path.of("/usr");
  private static final Path NIX_STORE = Path.of("/nix/store");
  private static final Path ETC = Path.of("/etc");
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

  /// What a system keeps beside `/usr`, or as a link into it.
  private static final List<String> SYSTEM =
      List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

  /// What programs need to start at all; nothing of this machine's users, hosts or secrets.
  private static final List<String> SETTINGS =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "crypto-policies",
          "fonts",
          "gitconfig",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "magic",
          "magic.mime",
          "maven",
          "mime.types",
          "os-release",
          "perl",
          "pki/ca-trust/extracted",
          "pki/tls/cert.pem",
          "pki/tls/certs",
          "protocols",
          "services",
          "ssl/certs",
          "ssl/openssl.cnf",
          "xml");

  private static final String VERSIONED_SETTINGS = "{java-*,jvm-*,python*}";
  private static final List<String> NETWORK_SETTINGS =
      List.of("hosts", "nsswitch.conf", "resolv.conf");

  /// Whoever reads `started` knows that what ended is the command and not bubblewrap.
  private static final String STARTED = "/.started";

  private static final String START = "echo > " + STARTED + "; exec \"$@\"";

  @Override
  public String word() {
    return "bwrap";
  }

  boolean works(Processes processes) {
    var command = system(false);
    command.addAll(List.of("--tmpfs", "/tmp", "--remount-ro", "/", "/bin/sh", "-c", ":"));
    var launch =
        new Launch(
            command,
            Path.of("/"),
            Map.of("PATH", SearchPath.SYSTEM.text()),
            PROBE_TIMEOUT,
            Long.MAX_VALUE);
    var ended = processes.run(launch, OutputStream.nullOutputStream(), new Cancellation());
    return ended.how() == Ended.How.EXITED && ended.exit() == 0;
  }

  @Override
  public Launch launch(
      Place place, Question.Command question, Duration timeout, long outputBytesMax) {
    var command = system(question.network());
    hide(command, place.hidden());
    bind(command, "--bind", place.temporary(), "/tmp");
    for (var tool : question.tools()) {
      see(command, Path.of(tool.path()), place.hidden());
    }
    bind(command, "--ro-bind", place.tools(), "/tools");
    bind(command, "--ro-bind", place.settings().resolve("passwd"), "/etc/passwd");
    bind(command, "--ro-bind", place.settings().resolve("group"), "/etc/group");
    if (!question.network()) {
      bind(command, "--ro-bind", place.settings().resolve("hosts"), "/etc/hosts");
    }
    bind(command, "--bind", place.started(), STARTED);
    bind(command, "--bind", place.work(), "/work");
    variables(question).forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
    command.addAll(List.of("--remount-ro", "/", "--chdir", "/work"));
    command.addAll(List.of("/bin/sh", "-c", START, "mic"));
    command.addAll(question.run());
    return new Launch(command, Path.of("/"), Map.of(), timeout, outputBytesMax, true);
  }

  private static Map<String, String> variables(Question.Command question) {
    var variables = new TreeMap<String, String>();
    variables.put("PATH", "/tools:" + SearchPath.SYSTEM.text());
    variables.put("HOME", "/tmp/home");
    variables.put("TMPDIR", "/tmp");
    variables.put("LANG", "C.UTF-8");
    variables.putAll(question.variables());
    return variables;
  }

  private List<String> system(boolean network) {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(List.of("--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000"));
    command.addAll(List.of("--cap-drop", "ALL", "--die-with-parent", "--new-session"));
    command.addAll(List.of("--hostname", "check"));
    if (network) {
      command.add("--share-net");
    }
    bind(command, "--ro-bind", USR, "/usr");
    for (var name : SYSTEM) {
      link(command, Path.of("/", name));
    }
    if (Files.isDirectory(NIX_STORE)) {
      bind(command, "--ro-bind", NIX_STORE, NIX_STORE.toString());
    }
    settings(command, network);
    command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--symlink", "/tmp", "/var/tmp"));
    return command;
  }

  private static void bind(List<String> command, String how, Path from, String to) {
    command.addAll(List.of(how, from.toString(), to));
  }

  private static void link(List<String> command, Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        var target = Files.readSymbolicLink(path).toString();
        command.addAll(List.of("--symlink", target, path.toString()));
      } else if (Files.isDirectory(path)) {
        bind(command, "--ro-bind", path, path.toString());
      }
    } catch (IOException _) {
      // nobody can see through it, so no command can
    }
  }

  private static void settings(List<String> command, boolean network) {
    var names = new ArrayList<>(SETTINGS);
    if (network) {
      names.addAll(NETWORK_SETTINGS);
    }
    for (var name : names) {
      setting(command, ETC.resolve(name));
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(ETC, VERSIONED_SETTINGS)) {
      for (var path : found) {
        setting(command, path);
      }
    } catch (IOException _) {
      // a system without /etc has none of them
    }
  }

  private static void setting(List<String> command, Path path) {
    if (Files.isReadable(path)) {
      bind(command, "--ro-bind", path, path.toString());
    }
  }

  /// Puts an empty directory over what must not be seen and lies in what is.
  private void hide(List<String> command, List<Path> hidden) {
    for (var path : allHidden(hidden)) {
      if ((path.startsWith(USR) || path.startsWith(NIX_STORE))
          && !path.equals(USR)
          && Files.isDirectory(path)) {
        command.addAll(List.of("--tmpfs", path.toString()));
      }
    }
  }

  private List<Path> allHidden(List<Path> hidden) {
    var all = new ArrayList<>(hidden);
    all.add(home);
    return all;
  }

  /// A tool that lies somewhere else is seen with what was installed with it: the directory that
  /// its `bin` is in, or else its own. Where that has more in it than a tool, only its file is.
  private void see(List<String> command, Path tool, List<Path> hidden) {
    if (tool.startsWith(USR) || tool.startsWith(NIX_STORE)) {
      if (allHidden(hidden).stream().anyMatch(tool::startsWith)) {
        bind(command, "--ro-bind", tool, tool.toString());
      }
      return;
    }
    if (SYSTEM.stream().anyMatch(name -> tool.startsWith(Path.of("/", name)))) {
      return;
    }
    var seen = installation(tool, hidden);
    bind(command, "--ro-bind", seen, seen.toString());
  }

  private Path installation(Path tool, List<Path> hidden) {
    int directories = tool.getNameCount() - 1;
    boolean inBin = directories > 0 && tool.getName(directories - 1).toString().endsWith("bin");
    int kept = inBin ? directories - 1 : directories;
    if (kept < 1) {
      return tool;
    }
    var installation = Path.of("/").resolve(tool.subpath(0, kept));
    boolean tooMuch =
        installation.equals(Path.of("/tmp"))
            || installation.equals(home.resolve(".local"))
            || hidden.stream().anyMatch(tool::startsWith)
            || allHidden(hidden).stream().anyMatch(path -> path.startsWith(installation));
    return tooMuch ? tool : installation;
  }
}
