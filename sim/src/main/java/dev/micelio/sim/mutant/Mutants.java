package dev.micelio.sim.mutant;

import java.util.List;

/// Every planted bug.
public final class Mutants {
  private static final String LANDING = "dev/micelio/core/landing/";
  private static final String HISTORY = "dev/micelio/core/history/";
  private static final String SESSION = "dev/micelio/core/session/";
  private static final String MERGE = "dev/micelio/core/merge/";

  /// More than a thousand landings in fair weather, so that there are segments.
  private static final String DEEP =
      "agents=8,at-once=4,sessions=200,landers=2,paths=30,landings=1100,chaos-seconds=0";

  public static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "blind put",
              LANDING + "Attempts.java",
              "project.put(key, Body.of(bytes), Condition.ABSENT)",
              "project.put(key, Body.of(bytes), Condition.ANY)",
              "landers=3,agents=6",
              20),
          new Mutant(
              "head believed without reading on",
              LANDING + "LandingLog.java",
              "return readOn(after(found.get()), seen);",
              "return after(found.get());",
              "",
              20),
          new Mutant(
              "lost answer taken as failure",
              LANDING + "Attempts.java",
              "if (isExpired(round, problem)) {",
              "for (var l : round.landings()) round.member(l).answer().fail(problem); if (true) {",
              "error-after=100",
              20),
          new Mutant(
              "lost answer taken as success",
              LANDING + "Attempts.java",
              "if (isExpired(round, problem)) {",
              "landed(round, stored); if (isExpired(round, problem)) {",
              "error-before=100",
              20),
          new Mutant(
              "retry that lands twice",
              LANDING + "Attempts.java",
              "if (earlier.isPresent()) {",
              "if (earlier.isPresent() && offer.since() < 0) {",
              "answers-lost=100",
              20),
          new Mutant(
              "stale head cache: refused on an old tail",
              LANDING + "Round.java",
              "return fresh && isEmpty();",
              "return isEmpty();",
              "answers-lost=100,landers=3,agents=6,sessions=5",
              60),
          new Mutant(
              "lost race taken as refusal while a put is under way",
              LANDING + "Attempts.java",
              "round.landings().forEach(landing -> doubtful.add(landing.session()));",
              "",
              "late=300,error-after=300,throttled=100,delay-millis=20000,agents=8,sessions=5",
              150),
          new Mutant(
              "not landed, said at the deadline",
              LANDING + "Attempts.java",
              "waiting.answer().complete(new Outcome.Undecided(problem.what()));\n      }\n      all",
              "waiting.answer().fail(problem);\n      }\n      all",
              "throttled=100,late=100,error-after=100,delay-millis=30000",
              60),
          new Mutant(
              "conflict check off by one: merged on the batch's first tree",
              LANDING + "Round.java",
              "return isEmpty() ? tail.tree() : landings.getLast().tree();",
              "return isEmpty() ? tail.tree() : landings.getFirst().tree();",
              "at-once=3,landers=1,agents=6",
              20),
          new Mutant(
              "conflict check against the head alone",
              LANDING + "Attempts.java",
              "merger.merge(offer, tree.at(offer.base().tree()), head)",
              "merger.merge(offer, head, head)",
              "",
              20),
          new Mutant(
              "no check between file and directory",
              MERGE + "ChangesMerge.java",
              "        markClashes(path, removed, others);\n",
              "",
              "",
              20),
          new Mutant(
              "a directory above a removed path is not looked at",
              MERGE + "ChangesMerge.java",
              "paths.add(above.get());",
              "if (!paths.add(above.get())) break;",
              "paths=5,edits=4,agents=8,at-once=2,sessions=8,chaos-seconds=0",
              150),
          new Mutant(
              "clock going back",
              LANDING + "Attempts.java",
              "Hlc.after(round.at(), env.nowMillis())",
              "Hlc.after(Hlc.ZERO, env.nowMillis())",
              "skew-seconds=100",
              20),
          new Mutant(
              "clock that runs away",
              LANDING + "Attempts.java",
              ".requireNear(clock.nowMillis())",
              "",
              "skew-seconds=1000",
              20),
          new Mutant(
              "head moved before its nodes are copied",
              LANDING + "Caretaker.java",
              "      nodes.flush();\n      landings.forEach(landed);",
              "      landings.forEach(landed);",
              "",
              20),
          new Mutant(
              "head moved back",
              LANDING + "Caretaker.java",
              "there.isPresent() && there.get().position() >= to.position()",
              "there.isPresent() && there.get().position() == to.position()",
              "landers=3,agents=6,slow=100,delay-millis=5000",
              60),
          new Mutant(
              "nodes looked for once",
              LANDING + "ProjectNodes.java",
              "      missing.forEach(id -> copied.find(id).ifPresent(node -> found.put(id, node)));\n",
              "",
              "slow=100,agents=8,sessions=5,at-once=3,delay-millis=300",
              300),
          new Mutant(
              "a commit without its nodes",
              LANDING + "Attempts.java",
              "CommitFormat.encode(round.commit(inline))",
              "CommitFormat.encode(round.commit(false))",
              "",
              20),
          new Mutant(
              "a merge of lines that is not told",
              LANDING + "Merger.java",
              "          merges.add(how);\n",
              "",
              "paths=4,agents=6,sessions=5",
              40),
          new Mutant(
              "the changes of a merge of lines forgotten",
              LANDING + "Merger.java",
              "            changes.add(change);\n",
              "",
              "paths=4,agents=6,sessions=5",
              40),
          new Mutant(
              "bloom and index asked with another hash than they were built with",
              HISTORY + "Fingerprint.java",
              "return ofPath(new Hasher(), text, text.length);",
              "return Long.reverse(ofPath(new Hasher(), text, text.length));",
              DEEP,
              2),
          new Mutant(
              "roll-up past unindexed data",
              HISTORY + "DerivedBytes.java",
              "      landings.forEach(writer::add);\n      at = last + 1;",
              "      landings.forEach(last == span.last() ? l -> {} : writer::add);\n      at = last + 1;",
              DEEP,
              2),
          new Mutant(
              "blind put of a session",
              SESSION + "SessionObjects.java",
              "put(session, bytes, Condition.matches(kept.version()))",
              "put(session, bytes, Condition.ANY)",
              "messages=3",
              20));

  private Mutants() {}
}
