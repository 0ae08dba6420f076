package dev.micelio.cli;

import dev.micelio.cli.attest.AttestExport;
import dev.micelio.cli.attest.AttestShow;
import dev.micelio.cli.attest.AttestSign;
import dev.micelio.cli.attest.AttestVerify;
import dev.micelio.cli.attest.EndorseLanding;
import dev.micelio.cli.attest.EndorseResult;
import dev.micelio.cli.check.CheckClean;
import dev.micelio.cli.check.CheckLog;
import dev.micelio.cli.check.CheckVerb;
import dev.micelio.cli.check.NixFlakeChecks;
import dev.micelio.cli.check.VerifyVerb;
import dev.micelio.cli.debug.LogCheck;
import dev.micelio.cli.debug.LogRebuild;
import dev.micelio.cli.debug.LogTouched;
import dev.micelio.cli.doctor.DoctorObjects;
import dev.micelio.cli.init.InitVerb;
import dev.micelio.cli.key.KeyExport;
import dev.micelio.cli.key.KeyList;
import dev.micelio.cli.key.KeyNew;
import dev.micelio.cli.key.KeyShow;
import dev.micelio.cli.policy.PolicyAddKey;
import dev.micelio.cli.policy.PolicyAffected;
import dev.micelio.cli.policy.PolicyCheck;
import dev.micelio.cli.policy.PolicyEndorse;
import dev.micelio.cli.policy.PolicyExplain;
import dev.micelio.cli.policy.PolicyRevoke;
import dev.micelio.cli.policy.PolicyTest;
import dev.micelio.cli.tree.TreeDiff;
import dev.micelio.cli.tree.TreeId;
import dev.micelio.cli.tree.TreeShow;
import java.util.List;
import java.util.Optional;

/// Every command of mic.
final class Index {
  static final Entry.Group COMMANDS =
      new Entry.Group(
          "mic",
          "version control for agents and people that proves that it works",
          List.of(
              new Entry.Command(
                  "init",
                  "write the first mic.toml of a project",
                  () -> new InitVerb(new NixFlakeChecks())),
              new Entry.Group(
                  "check",
                  "answer the checks of a project, by proof or by running them",
                  List.of(
                      new Entry.Command(
                          "log", "print what a check printed when it ran", CheckLog::new),
                      new Entry.Command(
                          "clean", "remove results and logs that are kept here", CheckClean::new)),
                  Optional.of(CheckVerb::new)),
              new Entry.Command(
                  "verify", "answer again what an attestation says, and compare", VerifyVerb::new),
              new Entry.Group(
                  "doctor",
                  "find out whether what mic stands on is sound",
                  List.of(
                      new Entry.Command(
                          "objects",
                          "prove that an object store is fit, by real races",
                          DoctorObjects::new))),
              new Entry.Group(
                  "tree",
                  "show what tree a directory is",
                  List.of(
                      new Entry.Command("id", "print the id of a directory's content", TreeId::new),
                      new Entry.Command(
                          "diff", "print what differs between two directories", TreeDiff::new),
                      new Entry.Command(
                          "show", "print what a tree holds, or its nodes", TreeShow::new))),
              new Entry.Group(
                  "key",
                  "make keys that sign, and show them",
                  List.of(
                      new Entry.Command(
                          "new", "make a key, or take in an OpenSSH key", KeyNew::new),
                      new Entry.Command("list", "print which keys there are", KeyList::new),
                      new Entry.Command("show", "print what is known of a key", KeyShow::new),
                      new Entry.Command(
                          "export", "print the public half of a key", KeyExport::new))),
              new Entry.Group(
                  "attest",
                  "show, verify, export and sign what checks proved",
                  List.of(
                      new Entry.Command("show", "print what an attestation says", AttestShow::new),
                      new Entry.Command(
                          "verify", "judge attestations by a policy, offline", AttestVerify::new),
                      new Entry.Command(
                          "export", "print an attestation in another form", AttestExport::new),
                      new Entry.Command("sign", "sign what another runner ran", AttestSign::new),
                      new Entry.Group(
                          "endorse",
                          "stand behind a landing or a result, as a person",
                          List.of(
                              new Entry.Command(
                                  "landing",
                                  "stand behind what a session makes of a project",
                                  EndorseLanding::new),
                              new Entry.Command(
                                  "result",
                                  "stand behind the pass of one check",
                                  EndorseResult::new))))),
              new Entry.Group(
                  "policy",
                  "read, change and try what a mic.toml asks for, and find what landed by it",
                  List.of(
                      new Entry.Command(
                          "check", "find faults of a mic.toml, and warn", PolicyCheck::new),
                      new Entry.Command(
                          "explain", "say in words what a change needs", PolicyExplain::new),
                      new Entry.Command(
                          "add-key", "give somebody a key in mic.toml", PolicyAddKey::new),
                      new Entry.Command(
                          "revoke", "take a key's word away in mic.toml", PolicyRevoke::new),
                      new Entry.Command(
                          "endorse", "stand behind a change of mic.toml", PolicyEndorse::new),
                      new Entry.Command(
                          "test", "say what the gate would say of a change", PolicyTest::new),
                      new Entry.Command(
                          "affected",
                          "print what landed on the word of something suspected",
                          PolicyAffected::new))),
              new Entry.Group(
                  "debug",
                  "look at what lies beneath, and put it right",
                  List.of(
                      new Entry.Group(
                          "log",
                          "look at a project's landing log, and put right what is made from it",
                          List.of(
                              new Entry.Command(
                                  "check", "prove that a landing log is whole", LogCheck::new),
                              new Entry.Command(
                                  "rebuild",
                                  "bring up to date what is made from a landing log",
                                  LogRebuild::new),
                              new Entry.Command(
                                  "touched",
                                  "print which landings touched a path",
                                  LogTouched::new))))),
              new Entry.Command(
                  "help", "say how a command is used", () -> new HelpVerb(Index.COMMANDS))));

  private Index() {}
}
