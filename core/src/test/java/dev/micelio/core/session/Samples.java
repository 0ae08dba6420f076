package dev.micelio.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.merge.Conflict;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Things that sessions are made of.
final class Samples {
  static final ProjectId PROJECT = new ProjectId(0x0123456789abcdefL, 0xfedcba9876543210L);
  static final Owner OWNER =
      new Owner("pedro", new Owner.Agent("assistant", "codex", "5.1", "large"));
  static final Base BASE = new Base(17, digest("the tree"));

  private Samples() {}

  static Id id(long number) {
    return new Id(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }

  static NewSession start(Id id) {
    return new NewSession(id, "make it fast", OWNER, BASE);
  }

  static Message message(Id id, String text) {
    return new Message(id, "ana", Message.Role.HUMAN, text);
  }

  static Decision decision(Id id, String what) {
    return new Decision(id, what, "it is simple", "codex", List.of("nothing", "everything"));
  }

  static PathChange put(String path, String text) {
    return put(path, text.getBytes(UTF_8));
  }

  static PathChange put(String path, byte[] content) {
    return new PathChange.Put(
        new TreePath(path), false, EntryKind.FILE, FileContent.inline(content));
  }

  static PathChange delete(String path) {
    return new PathChange.Delete(new TreePath(path));
  }

  static BuildContext.CheckRun run(Id id, boolean hit, long millis, @Nullable Digest attestation) {
    return new BuildContext.CheckRun(id, "unit", "passed", hit, millis, attestation);
  }

  static ConflictMark mark(String path, String theirs) {
    return new ConflictMark(
        Conflict.Kind.EDIT_EDIT,
        new Entry(new TreePath(path), EntryKind.FILE, digest(theirs), theirs.length()),
        List.of(18L, 20L));
  }

  /// As it is when it was just started.
  static Session small() {
    return Session.begin(
        PROJECT,
        new NewSession(id(1), "g", new Owner("ana", null), new Base(0, digest(""))),
        Hlc.of(1_700_000_000_000L, 0));
  }

  /// With everything that there can be.
  static Session large() {
    var at = Hlc.of(1_700_000_000_000L, 7);
    var later = Hlc.of(1_700_000_000_001L, 0);
    var session =
        Session.begin(PROJECT, start(id(2)), at)
            .with(
                Conversation.EMPTY
                    .plusMessages(
                        List.of(
                            message(id(3), "faster, please 🐇"),
                            new Message(id(4), "codex", Message.Role.AGENT, ""),
                            new Message(id(5), "mic", Message.Role.SYSTEM, "synced")),
                        at)
                    .plusDecisions(List.of(decision(id(6), "cache it")), later))
            .with(
                BuildContext.EMPTY
                    .plus(run(id(7), false, 1234, digest("attestation")), at)
                    .plus(run(id(8), true, 3, null), later))
            .sync(
                new Base(20, digest("another tree")),
                List.of(
                    new MergedChange(put("b/binary", new byte[] {0, -1, (byte) 0x80}), null),
                    new MergedChange(put("b/empty", ""), null),
                    new MergedChange(
                        new PathChange.Put(
                            new TreePath("b/large"),
                            true,
                            EntryKind.EXECUTABLE,
                            FileContent.stored(digest("large"), 5_000_000)),
                        null),
                    new MergedChange(
                        new PathChange.Put(
                            new TreePath("b/link"),
                            true,
                            EntryKind.LINK,
                            FileContent.inline("../a".getBytes(UTF_8))),
                        null),
                    new MergedChange(put("c", "ours"), mark("c", "theirs")),
                    new MergedChange(
                        delete("d"),
                        new ConflictMark(Conflict.Kind.EDIT_DELETE, null, List.of(19L)))),
                later);
    return session.written(id(9), later).land(21, List.of(put("c", "ours").onTree()));
  }
}
