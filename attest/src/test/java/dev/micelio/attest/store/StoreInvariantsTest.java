package dev.micelio.attest.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Race;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreInvariantsTest {
  private static final byte[] GOLDEN = PublicVectors.bytes("check-run.cose");
  private static final Digest GOLDEN_ID = Digest.of(GOLDEN);
  private static final int WRITERS = 8;

  private final ManualEnv env = new ManualEnv();
  private final ObjectStore objects = Memory.open(env);
  private final Attestations attestations = new Attestations(env, objects);

  /// Another attestation of the same results each time.
  static byte[] signed(Env env) {
    return new Attestor(env, GoldenKey.signer(), "user:pedro", Duration.ofDays(1))
        .attest(GoldenRun.run());
  }

  static List<Digest> checkKeys() {
    return GoldenRun.run().checks().stream().map(Check::key).toList();
  }

  private long nowSeconds() {
    return env.nowMillis() / 1000;
  }

  private List<Digest> of(Digest checkKey) {
    return attestations.ofCheckKey(checkKey, null, 1000).ids();
  }

  private void put(Key key, byte[] bytes) {
    objects.put(key, Body.of(bytes), Condition.ANY);
  }

  private static void refused(String code, Problem.Kind kind, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.kind()).isEqualTo(kind);
            });
  }

  @Test
  void invariant1_whatWasPutIsFoundByItsDigestAndTheKeyIsTheSpecified() {
    assertThat(attestations.find(GOLDEN_ID)).isEmpty();
    attestations.put(GOLDEN);
    assertThat(attestations.find(GOLDEN_ID)).hasValue(GOLDEN);
    String hex = GOLDEN_ID.hex();
    String sharded = hex.substring(0, 2) + "/" + hex;
    assertThat(Memory.bytes(objects, new Key("attestations/" + sharded))).isEqualTo(GOLDEN);
    assertThat(Memory.bytes(objects, new Key("attestations/receipts/" + sharded)))
        .isEqualTo(ByteBuffer.allocate(8).putLong(nowSeconds()).array());
    for (var checkKey : checkKeys()) {
      var entry = new Key("attestations/by-key/" + checkKey.hex() + "/" + hex);
      assertThat(Memory.bytes(objects, entry)).isEmpty();
    }
  }

  @Test
  void invariant1_otherBytesUnderAnIdAreNotAnswered() {
    byte[] other = signed(env);
    put(AttestationKeys.attestation(GOLDEN_ID), other);
    refused("attest.damaged", Problem.Kind.CORRUPT, () -> attestations.find(GOLDEN_ID));
    refused("attest.damaged", Problem.Kind.CORRUPT, attestations::rebuildIndex);
    put(AttestationKeys.attestation(GOLDEN_ID), new byte[Envelope.SIZE_BYTES_MAX + 1]);
    refused("objects.too-large", Problem.Kind.CORRUPT, () -> attestations.find(GOLDEN_ID));
  }

  @Test
  void invariant2_theFirstReceiptCounts() {
    long first = nowSeconds();
    assertThat(attestations.receivedSeconds(GOLDEN_ID)).isEmpty();
    assertThat(attestations.put(GOLDEN)).isEqualTo(new Receipt(GOLDEN_ID, first));
    env.goTo(env.nowMillis() + 86_400_000);
    assertThat(attestations.put(GOLDEN)).isEqualTo(new Receipt(GOLDEN_ID, first));
    env.goTo(env.nowMillis() - 2 * 86_400_000);
    assertThat(attestations.put(GOLDEN)).isEqualTo(new Receipt(GOLDEN_ID, first));
    assertThat(attestations.receivedSeconds(GOLDEN_ID)).hasValue(first);
  }

  @Test
  void invariant2_aReceiptThatIsNoTimeIsNotAnswered() {
    for (byte[] bytes : List.of(new byte[0], new byte[7], "-1234567".getBytes(UTF_8))) {
      if (bytes.length == 8) {
        bytes[0] = (byte) 0x80;
      }
      put(AttestationKeys.receipt(GOLDEN_ID), bytes);
      refused(
          "attest.damaged", Problem.Kind.CORRUPT, () -> attestations.receivedSeconds(GOLDEN_ID));
      refused("attest.damaged", Problem.Kind.CORRUPT, () -> attestations.put(GOLDEN));
      assertThat(attestations.find(GOLDEN_ID)).isEmpty();
    }
  }

  /// Ends when it was asked to put so many objects.
  private static final class Ending extends ForwardingObjectStore {
    private int left;

    Ending(ObjectStore sound, int left) {
      super(sound);
      this.left = left;
    }

    @Override
    public synchronized PutAnswer put(Key key, Body body, Condition condition) {
      if (left-- <= 0) {
        throw new Problem(Problem.Kind.UNAVAILABLE, "objects.unanswered", "ended", "try again");
      }
      return super.put(key, body, condition);
    }
  }

  @Test
  void invariant2and3_whereverAPutEndsNothingIsWrong() {
    int all = 2 + checkKeys().size();
    for (int puts = 0; puts <= all; puts++) {
      var fresh = Memory.open(env);
      var cut = new Attestations(env, new Ending(fresh, puts));
      var whole = new Attestations(env, fresh);
      if (puts == all) {
        cut.put(GOLDEN);
      } else {
        refused("objects.unanswered", Problem.Kind.UNAVAILABLE, () -> cut.put(GOLDEN));
      }
      boolean isThere = whole.find(GOLDEN_ID).isPresent();
      assertThat(isThere).isEqualTo(puts >= 2);
      assertThat(whole.receivedSeconds(GOLDEN_ID).isPresent()).isEqualTo(puts >= 1);
      var rebuilt = whole.rebuildIndex();
      assertThat(rebuilt)
          .isEqualTo(new Rebuilt(isThere ? 1 : 0, isThere ? (long) all - puts : 0, 0));
      for (var checkKey : checkKeys()) {
        assertThat(whole.ofCheckKey(checkKey, null, 10).ids())
            .isEqualTo(isThere ? List.of(GOLDEN_ID) : List.of());
      }
      assertThat(whole.rebuildIndex().added()).isZero();
      whole.put(GOLDEN);
      assertThat(whole.find(GOLDEN_ID)).hasValue(GOLDEN);
    }
  }

  @Test
  void invariant2_theReceiptsOfARaceAreOne(@TempDir Path directory) throws Exception {
    var machine = new MachineEnv();
    var urls = SignedUrls.withFreshSecret(machine, URI.create("http://127.0.0.1:1/"));
    try (var kept = DirectoryObjectStore.open(machine, directory.resolve("objects"), urls)) {
      for (var store : List.<ObjectStore>of(Memory.open(machine), kept)) {
        var receipts =
            Race.run(
                WRITERS,
                writer -> {
                  var own = new ManualEnv();
                  own.goTo(1_800_000_000_000L + writer * 1000L);
                  return new Attestations(own, store).put(GOLDEN);
                });
        assertThat(new HashSet<>(receipts)).hasSize(1);
        var all = new Attestations(machine, store);
        assertThat(all.receivedSeconds(GOLDEN_ID))
            .isEqualTo(OptionalLong.of(receipts.getFirst().seconds()));
        assertThat(all.rebuildIndex()).isEqualTo(new Rebuilt(1, 0, 0));
      }
    }
  }

  @Seeds(40)
  void invariant2and3_whatWasAnsweredIsThereWhateverTheNetworkDoes(long seed) {
    var ending = StoreStory.told(seed);
    var all = new Attestations(ending.env(), ending.truth());
    ending
        .env()
        .run(() -> {
          var indexed = new ArrayList<Digest>();
          for (var put : ending.answered()) {
            assertThat(all.find(put.id())).as("seed %d", seed).isPresent();
            assertThat(all.receivedSeconds(put.id())).hasValue(put.seconds());
            indexed.add(put.id());
          }
          for (var checkKey : checkKeys()) {
            assertThat(all.ofCheckKey(checkKey, null, 1000).ids()).containsAll(indexed);
          }
          all.rebuildIndex();
          for (var id : ending.offered()) {
            boolean isThere = all.find(id).isPresent();
            assertThat(all.receivedSeconds(id).isPresent() || !isThere).isTrue();
            for (var checkKey : checkKeys()) {
              assertThat(all.ofCheckKey(checkKey, null, 1000).ids().contains(id))
                  .isEqualTo(isThere);
            }
          }
          return null;
        });
  }

  @Test
  void invariant3_aCheckKeyHasPagesOfItsAttestations() {
    var ids = new ArrayList<Digest>();
    for (int i = 0; i < 7; i++) {
      ids.add(attestations.put(signed(env)).id());
    }
    ids.sort(null);
    for (var checkKey : checkKeys()) {
      var first = attestations.ofCheckKey(checkKey, null, 4);
      assertThat(first).isEqualTo(new IdPage(ids.subList(0, 4), true));
      assertThat(attestations.ofCheckKey(checkKey, first.ids().getLast(), 4))
          .isEqualTo(new IdPage(ids.subList(4, 7), false));
    }
    assertThat(of(Digest.of(new byte[1]))).isEmpty();
  }

  @Test
  void invariant3_aStatementWithoutChecksHasNoEntries() {
    var endorsement =
        new Endorsement(
            GoldenRun.run().project(), new Endorsement.Of.Result(checkKeys().getFirst()), "seen");
    byte[] bytes =
        new Attestor(env, GoldenKey.signer(), "user:pedro", Duration.ofDays(1)).attest(endorsement);
    var receipt = attestations.put(bytes);
    assertThat(attestations.find(receipt.id())).hasValue(bytes);
    assertThat(of(checkKeys().getFirst())).isEmpty();
    assertThat(attestations.rebuildIndex()).isEqualTo(new Rebuilt(1, 0, 0));
  }

  @Test
  void invariant4_whatIsForeignInAnIndexIsPassedOver() {
    var checkKey = checkKeys().getFirst();
    attestations.put(GOLDEN);
    String prefix = AttestationKeys.index(checkKey);
    put(new Key(prefix + "!"), new byte[1]);
    put(new Key(prefix + "zz"), new byte[1]);
    put(new Key(prefix + GOLDEN_ID), new byte[0]);
    put(new Key(prefix + GOLDEN_ID.hex() + "/more"), new byte[0]);
    put(new Key("attestations/ab/README"), new byte[1]);
    assertThat(attestations.ofCheckKey(checkKey, null, 1))
        .extracting(IdPage::ids)
        .isEqualTo(List.of(GOLDEN_ID));
    assertThat(of(checkKey)).containsExactly(GOLDEN_ID);
    assertThat(attestations.rebuildIndex()).isEqualTo(new Rebuilt(1, 0, 0));
    var nobody = Digest.of(new byte[2]);
    put(AttestationKeys.entry(checkKey, nobody), new byte[0]);
    assertThat(of(checkKey)).containsExactlyInAnyOrder(GOLDEN_ID, nobody);
    assertThat(attestations.find(nobody)).isEmpty();
  }

  @Test
  void invariant4_anAttestationOfALaterVersionStaysAsItIs() {
    byte[] later = "a later version".getBytes(UTF_8);
    put(AttestationKeys.attestation(Digest.of(later)), later);
    assertThat(attestations.rebuildIndex()).isEqualTo(new Rebuilt(1, 0, 1));
    assertThat(attestations.find(Digest.of(later))).hasValue(later);
  }

  @Test
  void invariant5_whatIsNoAttestationIsNotKept() {
    byte[] cut = Arrays.copyOf(GOLDEN, GOLDEN.length - 1);
    for (byte[] bytes :
        List.of(new byte[0], "hello".getBytes(UTF_8), cut, new byte[Envelope.SIZE_BYTES_MAX + 1])) {
      refused("attest.malformed", Problem.Kind.INVALID, () -> attestations.put(bytes));
    }
    assertThat(objects.list("", "", 1).entries()).isEmpty();
  }
}
