package dev.micelio.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class ObjectStoreNodesTest {
  private static final String PROJECT = "projects/0f/";
  private final MachineEnv env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);

  private ObjectStoreNodes nodes() {
    return new ObjectStoreNodes(env, objects, PROJECT);
  }

  private Digest someTree(int files) {
    var nodes = nodes();
    var id = TreeInvariantsTest.build(VectorRules.entries("numbered", files).values(), nodes);
    nodes.flush();
    return id;
  }

  /// The object store, with something done before each call.
  private ObjectStore watched(BiConsumer<String, Object[]> before) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (_, method, arguments) -> {
              before.accept(method.getName(), arguments);
              try {
                return method.invoke(objects, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aTreeThatWasFlushedIsReadByAnyone() {
    var id = someTree(3_000);
    var read = new ArrayList<Entry>();
    new Tree(id, nodes()).forEach(read::add);
    assertThat(read).containsExactlyElementsOf(VectorRules.entries("numbered", 3_000).values());
    String hex = id.hex();
    var key = new Key(PROJECT + "trees/" + hex.substring(0, 2) + "/" + hex + ".bin");
    assertThat(objects.head(key)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  void whatIsNotYetFlushedIsReadOnlyHere() {
    var nodes = nodes();
    var id = TreeInvariantsTest.build(VectorRules.entries("numbered", 300).values(), nodes);
    assertThat(new Tree(id, nodes).totals().files()).isEqualTo(300);
    assertThatThrownBy(() -> new Tree(id, nodes()).totals())
        .isInstanceOfSatisfying(
            Problem.class,
            fault -> {
              assertThat(fault.code()).isEqualTo("tree.missing-node");
              assertThat(fault.what()).contains(id.hex());
            });
    nodes.flush();
    assertThat(new Tree(id, nodes()).totals().files()).isEqualTo(300);
  }

  @Test
  void aNodeThatIsThereHasAllItsChildren() {
    var puts = new AtomicInteger();
    var watched =
        watched((call, arguments) -> {
          if (call.equals("put")) {
            puts.incrementAndGet();
            assertThat(arguments[2]).isEqualTo(Condition.ABSENT);
            assertThat(childrenOf((Body) arguments[1]))
                .allSatisfy(child ->
                    assertThat(objects.head(nodes().key(child))).isInstanceOf(Lookup.Found.class));
          }
        });
    var nodes = new ObjectStoreNodes(env, watched, PROJECT);
    TreeInvariantsTest.build(VectorRules.entries("numbered", 100_000).values(), nodes);
    nodes.flush();
    assertThat(puts).hasValue(803 + 7 + 1);
  }

  private static List<Digest> childrenOf(Body body) {
    byte[] encoded = body.readExactly();
    var children = new ArrayList<Digest>();
    for (var item : NodeFormat.decode(Digest.of(encoded), encoded).items()) {
      if (item instanceof Item.ChildItem child) {
        children.add(child.id());
      }
    }
    return children;
  }

  @Test
  void nodesOfOneRoundAreReadAtOnceButBounded() {
    var id = someTree(20_000);
    var active = new AtomicInteger();
    var most = new AtomicInteger();
    var watched =
        watched((call, _) -> {
          if (call.equals("get")) {
            most.accumulateAndGet(active.incrementAndGet(), Math::max);
            pause();
            active.decrementAndGet();
          }
        });
    new Tree(id, new ObjectStoreNodes(env, watched, PROJECT)).forEach(_ -> {});
    assertThat(most.get()).isBetween(2, 64);
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anObjectThatIsNotItsNodeIsRefused() {
    var id = someTree(300);
    objects.put(nodes().key(id), Body.of(new byte[] {1, 2, 3}), Condition.ANY);
    assertThatThrownBy(() -> new Tree(id, nodes()).totals()).hasMessageContaining("another digest");
  }

  /// A put that failed may be tried again: nothing that was not stored is forgotten.
  @Test
  void aFlushThatFailedIsRepeated() {
    var left = new AtomicInteger(3);
    var watched =
        watched((call, _) -> {
          if (call.equals("put") && left.getAndDecrement() == 0) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "objects.unanswered", "away", "later");
          }
        });
    var nodes = new ObjectStoreNodes(env, watched, PROJECT);
    var id = TreeInvariantsTest.build(VectorRules.entries("numbered", 3_000).values(), nodes);
    assertThatThrownBy(nodes::flush).hasMessageContaining("away");
    nodes.flush();
    new Tree(id, nodes())
        .check(fault -> {
          throw fault;
        });
  }
}
