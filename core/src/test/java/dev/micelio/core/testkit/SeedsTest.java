package dev.micelio.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

final class SeedsTest {
  private static final Set<Long> SEEN = new HashSet<>();

  @Seeds(3)
  void aSeededTestRunsWithOtherSeedsEachTime(long seed) {
    assertThat(SEEN.add(seed)).isTrue();
  }

  @Test
  void aChosenSeedRunsAlone() {
    assertThat(FreshSeeds.seeds("17", 20)).containsExactly(17L);
    assertThat(FreshSeeds.seeds("", 20).distinct()).hasSize(20);
    assertThat(FreshSeeds.seeds("", 1).boxed().toList())
        .isNotEqualTo(FreshSeeds.seeds("", 1).boxed().toList());
  }

  @Test
  void aFailureNamesItsSeed() {
    Invocation<@Nullable Void> failing =
        () -> {
          throw new AssertionError("the counter is 3, not 4");
        };
    assertThatThrownBy(
            () -> new NamesTheSeed().interceptTestTemplateMethod(failing, with(42L), context()))
        .hasMessageContaining("-Dseed=42")
        .hasMessageContaining("the counter is 3, not 4");
  }

  @SuppressWarnings("unchecked")
  private static ReflectiveInvocationContext<Method> with(long seed) {
    return (ReflectiveInvocationContext<Method>)
        Proxy.newProxyInstance(
            SeedsTest.class.getClassLoader(),
            new Class<?>[] {ReflectiveInvocationContext.class},
            (_, _, _) -> List.of(seed));
  }

  private static ExtensionContext context() {
    return (ExtensionContext)
        Proxy.newProxyInstance(
            SeedsTest.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (_, method, _) -> {
              throw new IllegalStateException(method + " is not needed");
            });
  }
}
