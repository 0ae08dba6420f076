package dev.micelio.gate.naive;

import dev.micelio.attest.statement.Endorsement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.testkit.Case;
import dev.micelio.gate.testkit.Forest;
import dev.micelio.gate.testkit.Letter;
import dev.micelio.gate.testkit.PolicyText;
import dev.micelio.gate.testkit.RecordOf;
import dev.micelio.gate.testkit.RunOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A session that began somewhere, others who landed meanwhile, and what came of merging it, with
/// evidence on any of these trees: sound, spoiled, old, repeated, endorsed, of friends and
/// strangers.
final class RandomLanding {
  private static final String[] DIRECTORIES = {"", "src/", "docs/", "src/deep/", "nix/"};
  private static final String[] NAMES = {"a.java", "b.java", "c.nix", "Makefile", "d.md"};
  private static final String[] PATTERNS = {
    "**",
    "src/**",
    "docs/**",
    "**/*.java",
    "**/*.nix",
    "*",
    "src/deep/**",
    "nix/**",
    "Makefile",
    "src/*.java",
    "nowhere/**"
  };
  private static final String[] CHECKS = {"fmt", "unit", "deep", "both", "shell"};
  private static final String[] SIGNERS = {"ci-a", "ci-b", "ci-c", "ci-a", "ci-b"};
  private static final TreePath PATH = new TreePath(PolicyFile.NAME);
  private static final Digest ANY = Digest.of(new byte[0]);
  private static final long DAY_SECONDS = 24 * 3600;

  private final Random random;
  private final Case landing;
  private final List<Tree> trees = new ArrayList<>();

  RandomLanding(Random random) {
    this.random = random;
    landing = Case.gate().policy(this::policy);
    files();
    evidence();
  }

  Case landing() {
    return landing;
  }

  /// Every tree that plays a part: that of the session's beginning, its own, those before and after
  /// the landing.
  List<Tree> trees() {
    return List.copyOf(trees);
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private String some(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  // ---- policy

  private PolicyText policy(PolicyText text) {
    if (oneIn(30)) {
      return text.withoutGate();
    }
    var policy =
        text.check("fmt", patterns())
            .check("unit", patterns())
            .check("deep", patterns())
            .command("shell", patterns())
            .section("[check.both]", "inputs = " + PolicyText.list(patterns()))
            .section("systems = [\"x86_64-linux\", \"aarch64-linux\"]");
    if (!oneIn(6)) {
      policy = policy.gate("require = " + PolicyText.list(checks()));
    }
    for (String line :
        List.of(
            "signers = 2",
            "max-age = \"1d\"",
            "attempts = " + random.nextInt(3),
            "sandbox = " + some("\"relaxed\"", "\"off\""),
            "nix = \">=2.30\"",
            "isolation = \"any\"",
            "substituted = true",
            "owners = { of = [\"pedro\", \"ana\"], need = 2 }")) {
      policy = oneIn(3) ? policy.gate(line) : policy;
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String require = "require = " + PolicyText.list(checks());
      String signers =
          "signers = "
              + some(
                  "1",
                  "2",
                  "3",
                  "{ need = 2, distinct = \"org\" }",
                  "{ need = 2, distinct = \"machine\" }");
      policy =
          switch (random.nextInt(3)) {
            case 0 -> policy.path(some(PATTERNS), require);
            case 1 -> policy.path(some(PATTERNS), signers);
            default -> policy.path(some(PATTERNS), require, signers);
          };
    }
    return oneIn(20) ? policy.revoke(some(SIGNERS)) : policy;
  }

  private String[] patterns() {
    var texts = new ArrayList<String>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      texts.add((!texts.isEmpty() && oneIn(3) ? "!" : "") + some(PATTERNS));
    }
    return texts.toArray(String[]::new);
  }

  private String[] checks() {
    var some = new ArrayList<String>();
    for (String check : CHECKS) {
      if (oneIn(3)) {
        some.add(check);
      }
    }
    return some.isEmpty() ? new String[] {"unit"} : some.toArray(String[]::new);
  }

  // ---- files

  private void files() {
    var begun = new TreeMap<String, Forest.Content>();
    begun.put(PolicyFile.NAME, Forest.Content.of(landing.policyText().text()));
    for (String directory : DIRECTORIES) {
      for (String name : NAMES) {
        if (oneIn(2)) {
          begun.put(directory + name, content());
        }
      }
    }
    var ours = edits();
    var session = edited(begun, ours);
    var before = edited(begun, edits());
    var after = edited(before, ours);
    oddChange(after);
    for (String path : List.of("README.md", "src/A.java")) {
      landing.removeBase(path).remove(path);
    }
    before.forEach(landing::changeBase);
    if (!before.containsKey(PolicyFile.NAME)) {
      landing.removeBase(PolicyFile.NAME);
    }
    landing.remove(PolicyFile.NAME);
    after.forEach(landing::change);
    for (var files : List.of(begun, session, before, after)) {
      trees.add(landing.forest().tree(files));
    }
  }

  private Forest.Content content() {
    String text = "content " + random.nextInt(50);
    return oneIn(8) ? Forest.Content.link(text) : Forest.Content.of(text);
  }

  /// An empty text stands for nothing there; the same edits can be made in another edition.
  private Map<String, String> edits() {
    var edits = new TreeMap<String, String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String path = some(DIRECTORIES) + some(NAMES);
      edits.put(path, oneIn(3) ? "" : "edit " + random.nextInt(50));
      if (oneIn(4)) {
        edits.put(some(DIRECTORIES) + some(NAMES), "moved from " + path);
        edits.put(path, "");
      }
    }
    return edits;
  }

  private static Map<String, Forest.Content> edited(
      Map<String, Forest.Content> files, Map<String, String> edits) {
    var edited = new TreeMap<>(files);
    edits.forEach((path, text) -> {
      if (text.isEmpty()) {
        edited.remove(path);
      } else {
        edited.put(path, Forest.Content.of(text));
      }
    });
    return edited;
  }

  private void oddChange(Map<String, Forest.Content> after) {
    var text = landing.policyText();
    switch (random.nextInt(24)) {
      case 0, 1 -> changePolicy(after, text.version(18 + random.nextInt(2)).section("# as before"));
      case 2 -> changePolicy(after, text.version(16 + random.nextInt(2)));
      case 3 -> changePolicy(after, text.version(18).withoutGate());
      case 4 -> changePolicy(after, text.version(18).project("0".repeat(32)));
      case 5 -> changePolicy(after, text.version(5000));
      case 6 -> changePolicy(after, text.version(18).section("[nonsense]"));
      case 7 -> after.put(PolicyFile.NAME, Forest.Content.link("elsewhere"));
      case 8 -> after.remove(PolicyFile.NAME);
      case 9 -> after.put(some("MIC.TOML", "Mic.toml"), Forest.Content.of("x"));
      case 10 ->
          changePolicy(
              after,
              PolicyText.empty()
                  .version(18)
                  .principalFor("2020-01-01", "2021-01-01", "eve", "human", "", "endorse"));
      default -> {}
    }
  }

  private static void changePolicy(Map<String, Forest.Content> after, PolicyText text) {
    after.put(PolicyFile.NAME, Forest.Content.of(text.text()));
  }

  // ---- evidence

  private void evidence() {
    if (landing.policyText().isGated()) {
      if (oneIn(8)) {
        landing.newest(16 + random.nextInt(3), oneIn(3) ? ANY : landing.old(PolicyFile.NAME));
      }
      int runs = oneIn(3) ? 1 : 2 + random.nextInt(8);
      for (int i = 0; i < runs; i++) {
        send(spoil(run().letter()));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        send(spoil(endorsement()));
      }
      if (oneIn(3)) {
        standBehindAll(some("pedro", "robot", "robot"));
      }
    }
    if (oneIn(15)) {
      for (int i = 55 + random.nextInt(15); i > 0; i--) {
        landing.offer(new Offered(new byte[] {(byte) i}, Case.NOW_SECONDS));
      }
    }
  }

  private void send(Letter letter) {
    if (oneIn(4)) {
      letter.know();
    } else {
      letter.offer();
    }
    if (oneIn(15)) {
      letter.offer();
    }
  }

  private Tree tree() {
    return trees.get(oneIn(5) ? random.nextInt(trees.size()) : oneIn(2) ? 1 : 3);
  }

  private RunOf run() {
    var run = landing.run(some(SIGNERS)).on(tree());
    if (oneIn(4)) {
      run.machine("shared");
    }
    if (oneIn(12)) {
      switch (random.nextInt(6)) {
        case 0 -> run.nix("2.8");
        case 1 -> run.sandbox(some("relaxed", "off", "?"));
        case 2 -> run.fallback();
        case 3 -> run.impure();
        case 4 -> run.buildingWhileEvaluating();
        default -> run.project("0".repeat(32));
      }
    }
    if (oneIn(2)) {
      for (String check : CHECKS) {
        record(run, check);
      }
      return run;
    }
    for (String check : checks()) {
      record(run, check);
    }
    return run;
  }

  private void record(RunOf run, String check) {
    UnaryOperator<RecordOf> change = oneIn(5) ? this::spoil : same -> same;
    run.record(check, change);
    if (check.equals("both") && !oneIn(3)) {
      run.record(
          check, record -> record.on(some("aarch64-linux", "aarch64-linux", "riscv64-linux")));
    }
  }

  private RecordOf spoil(RecordOf record) {
    return switch (random.nextInt(24)) {
      case 0, 1, 2, 21, 22, 23 -> record.fails();
      case 3 -> record.fails().finishedSeconds(Case.NOW_SECONDS - random.nextInt(300));
      case 4 -> record.errs();
      case 5 -> record.attempt(1 + random.nextInt(5));
      case 6 -> record.prior(random.nextInt(4));
      case 7 -> record.finishedSeconds(Case.NOW_SECONDS - random.nextInt(3) * DAY_SECONDS);
      case 8 -> record.substituted();
      case 9 -> record.attribute("checks", "x86_64-linux", "other");
      case 10 -> record.inputs("docs/**");
      case 11 -> record.src(Digest.of(new byte[] {7}));
      case 12, 15, 16 -> record.words("true");
      case 13, 17, 18, 19, 20 -> oneIn(2) ? record.unconfined() : record.network();
      default -> record.variable("SECRET", "x");
    };
  }

  private void standBehindAll(String who) {
    for (String check : CHECKS) {
      send(landing.endorseResult(who, check));
    }
  }

  private Letter endorsement() {
    String who = some("pedro", "ana", "robot", "pedro", "ana", "ci-a");
    return switch (random.nextInt(4)) {
      case 0 -> landing.endorseLanding(who);
      case 1 ->
          landing.endorse(
              who,
              new Endorsement.Of.PolicyChange(
                  trees.getLast().get(PATH).map(Entry::digest).orElse(ANY),
                  oneIn(5) ? ANY : landing.old(PolicyFile.NAME)));
      default -> {
        var key =
            landing.run("ci-a").on(tree()).passes(some(CHECKS)).run().checks().getFirst().key();
        yield landing.endorse(who, new Endorsement.Of.Result(key));
      }
    };
  }

  private Letter spoil(Letter letter) {
    return switch (random.nextInt(40)) {
      case 0, 1, 2, 11, 12, 13, 14 -> letter.agoSeconds(DAY_SECONDS + random.nextInt(2));
      case 15, 16 -> letter.agoSeconds(random.nextInt(3) * DAY_SECONDS);
      case 3 -> letter.signedWith("eve");
      case 4 -> letter.signedWith("ci-b");
      case 5 -> letter.as("ci-c");
      case 6 -> letter.signedFor("0".repeat(32));
      case 7, 8 -> letter.cti("0123456789abcdef0123456789abcdef");
      case 9 -> letter.lifeSeconds(1);
      case 10 -> letter.receivedSeconds(Case.NOW_SECONDS - 3000 * DAY_SECONDS);
      default -> letter;
    };
  }
}
