package dev.micelio.gate.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.micelio.attest.verify.Use;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.policy.Principal;
import dev.micelio.gate.testkit.NumberedKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EditInvariantsTest {
  private static final int NEW = 1000;

  private static NewKey key(String principal, int number) {
    return new NewKey(
        principal,
        Principal.Kind.RUNNER,
        Optional.of("acme"),
        NumberedKeys.key(number),
        List.of(Use.CHECK, Use.ENDORSE),
        LocalDate.parse("2026-11-01"),
        LocalDate.parse("2027-11-01"));
  }

  private static Policy policy(String text) {
    return PolicyFile.read(text.getBytes(UTF_8)).orProblem(text);
  }

  private static Edited.Done done(Edited edited) {
    return assertThat(edited).asInstanceOf(type(Edited.Done.class)).actual();
  }

  /// Whether all of `before` is in `after`, in its order, when the number of the version is left
  /// out of both.
  private static boolean isWithin(String before, String after) {
    String rest = after.replaceAll("version *= *[0-9_]+", "version");
    String wanted = before.replaceAll("version *= *[0-9_]+", "version");
    int at = 0;
    for (int i = 0; i < rest.length() && at < wanted.length(); i++) {
      if (rest.charAt(i) == wanted.charAt(at)) {
        at++;
      }
    }
    return at == wanted.length();
  }

  /// The policy with the key is that of the text in which nothing but the key is new: what is taken
  /// out of it again leaves the old one.
  private static void requireJust(Policy before, Policy after, NewKey key) {
    assertThat(after.version()).isEqualTo(before.version() + 1);
    var principal = after.principal(key.principal()).orElseThrow();
    var last = principal.keys().getLast();
    assertThat(last.key()).isEqualTo(key.key());
    assertThat(last.uses()).containsExactlyInAnyOrderElementsOf(key.uses());
    assertThat(last.from()).isEqualTo(key.from());
    assertThat(last.until()).isEqualTo(key.until());
    var there = before.principal(key.principal());
    if (there.isPresent()) {
      assertThat(principal.keys()).hasSize(there.get().keys().size() + 1);
      assertThat(principal.keys().subList(0, there.get().keys().size()))
          .isEqualTo(there.get().keys());
      assertThat(principal.kind()).isEqualTo(there.get().kind());
      assertThat(principal.org()).isEqualTo(there.get().org());
    } else {
      assertThat(principal.kind()).isEqualTo(key.kind());
      assertThat(principal.org()).isEqualTo(key.org());
    }
    var others = new ArrayList<>(after.principals().values());
    others.removeIf(each -> each.name().equals(key.principal()));
    var othersBefore = new ArrayList<>(before.principals().values());
    othersBefore.removeIf(each -> each.name().equals(key.principal()));
    assertThat(others).isEqualTo(othersBefore);
    assertThat(after.checks()).isEqualTo(before.checks());
    assertThat(after.gate()).isEqualTo(before.gate());
    assertThat(after.revocations()).isEqualTo(before.revocations());
    assertThat(after.project()).isEqualTo(before.project());
  }

  @Seeds
  void invariant1_theFileSaysWhatItSaidAndTheAdditionAndOneVersionMore(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      String text = RandomPolicies.next(random);
      var before = policy(text);
      var names = new ArrayList<>(before.principals().keySet());
      names.add("somebody new");
      String name = names.get(random.nextInt(names.size()));
      var key = key(name, NEW);
      var after = done(PolicyEdit.addKey(text, key));
      requireJust(before, policy(after.text()), key);

      var ids = new ArrayList<Principal.Key>();
      before.principals().values().forEach(each -> ids.addAll(each.keys()));
      before
          .revocations()
          .forEach(revoked -> ids.removeIf(each -> each.key().id().equals(revoked.key())));
      if (!ids.isEmpty()) {
        var id = ids.get(random.nextInt(ids.size())).key().id();
        var revocation = new Policy.Revocation(id, 7, "a \"reason\"\t\\ of √");
        var revoked = policy(done(PolicyEdit.revoke(text, revocation)).text());
        var wanted = new ArrayList<>(before.revocations());
        wanted.add(revocation);
        assertThat(revoked.revocations()).isEqualTo(wanted);
        assertThat(revoked.version()).isEqualTo(before.version() + 1);
        assertThat(revoked.principals()).isEqualTo(before.principals());
        assertThat(revoked.checks()).isEqualTo(before.checks());
        assertThat(revoked.gate()).isEqualTo(before.gate());
      }
    }
  }

  @Seeds
  void invariant2_nothingGoesButTheNumberOfTheVersion(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      String text = RandomPolicies.next(random);
      var names = new ArrayList<>(policy(text).principals().keySet());
      names.add("new");
      String after =
          done(PolicyEdit.addKey(text, key(names.get(random.nextInt(names.size())), NEW))).text();
      assertThat(isWithin(text, after)).as(text + "\n=>\n" + after).isTrue();
      var comments = text.lines().filter(line -> line.contains("#")).toList();
      for (String comment : comments) {
        assertThat(after).contains(comment.substring(comment.indexOf('#')));
      }
      assertThat(after.contains("\r\n")).isEqualTo(text.contains("\r\n"));
    }
  }

  @Test
  void invariant3_whatWouldMakeTheFileInvalidIsAnsweredWithTheFaults() {
    String text =
        "[project]\nid = \"0f8fad5bd9cb469fa16570867728950e\"\n"
            + NumberedKeys.principal("a", 1, "check");
    assertThat(PolicyEdit.addKey(text, key("b", 1)))
        .asInstanceOf(type(Edited.Faulty.class))
        .satisfies(faulty ->
            assertThat(faulty.faults().getFirst().what())
                .contains("is the key of principal \"a\" already"));
    var stranger = new Policy.Revocation(NumberedKeys.key(2).id(), 0, "");
    assertThat(PolicyEdit.revoke(text, stranger)).isInstanceOf(Edited.Faulty.class);
    assertThat(PolicyEdit.addKey(text + "[check]\nx = 1\n", key("b", 2)))
        .isInstanceOf(Edited.Faulty.class);
    assertThat(PolicyEdit.addKey(text.replace("id =", "version = 1000000000\nid ="), key("b", 2)))
        .isInstanceOf(Edited.Faulty.class);
  }

  @Test
  void invariant4_aTextThatCanNotBeChangedSoIsLeft() {
    String text =
        """
        project = { id = "0f8fad5bd9cb469fa16570867728950e" }
        principal = { a = { kind = "human", keys = [{ ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" }] } }
        """
            .formatted(NumberedKeys.base64(1));
    assertThat(policy(text).version()).isEqualTo(1);
    assertThat(PolicyEdit.addKey(text, key("b", 2)))
        .asInstanceOf(type(Edited.NoPlace.class))
        .satisfies(
            none -> assertThat(none.lines()).startsWith("[principal.b]\nkind = \"runner\"\n"));
    assertThat(done(PolicyEdit.addKey(text, key("a", 2))).text())
        .contains("project = { version = 2, id = ")
        .contains("\"2027-01-01\" }, { ed25519 = ");
  }

  @Test
  void aKeyIsAddedAsACarefulPersonWould() {
    String text =
        """
        [project]
        id = "0f8fad5bd9cb469fa16570867728950e"
        version = 17 # rises

        [principal.a]
        kind = "human"
        keys = [
          { ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" } # ] the laptop
        ]

        [gate] # last
        """
            .formatted(NumberedKeys.base64(1));
    assertThat(done(PolicyEdit.addKey(text, key("a", 2))).text())
        .isEqualTo(
            """
            [project]
            id = "0f8fad5bd9cb469fa16570867728950e"
            version = 18 # rises

            [principal.a]
            kind = "human"
            keys = [
              { ed25519 = "%s", use = ["check"], from = "2026-01-01", until = "2027-01-01" }, # ] the laptop
              { ed25519 = "%s", use = ["check", "endorse"], from = "2026-11-01", until = "2027-11-01" },
            ]

            [gate] # last
            """
                .formatted(NumberedKeys.base64(1), NumberedKeys.base64(2)));
  }
}
