package dev.micelio.gate.mutant;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs tests among patched classes, until the first one fails.
final class Hunt {
  private static final LauncherConfig ALONE =
      LauncherConfig.builder()
          .enableLauncherSessionListenerAutoRegistration(false)
          .enableLauncherDiscoveryListenerAutoRegistration(false)
          .enableTestExecutionListenerAutoRegistration(false)
          .enablePostDiscoveryFilterAutoRegistration(false)
          .build();

  private Hunt() {}

  /// What failed first, if anything did, and how many tests passed before.
  record Ended(Optional<String> failure, long passed) {}

  static Ended run(PatchedClasses classes, List<String> suites) throws ClassNotFoundException {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      var launcher = LauncherFactory.create(ALONE);
      var listener = new FirstFailure();
      for (String suite : suites) {
        launcher.execute(
            LauncherExecutionRequestBuilder.request(
                    LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(classes.loadClass(suite)))
                        .filters(TagFilter.excludeTags("slow", "load"))
                        .build())
                .cancellationToken(listener.token)
                .listeners(listener)
                .build());
        if (listener.token.isCancellationRequested()) {
          break;
        }
      }
      return new Ended(Optional.ofNullable(listener.failure.get()), listener.passed.get());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class FirstFailure implements TestExecutionListener {
    private final CancellationToken token = CancellationToken.create();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final AtomicLong passed = new AtomicLong();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      switch (result.getStatus()) {
        case FAILED -> {
          failure.compareAndSet(
              null,
              test.getUniqueId() + ": " + result.getThrowable().map(String::valueOf).orElse(""));
          token.cancel();
        }
        case SUCCESSFUL -> {
          if (test.isTest()) {
            passed.incrementAndGet();
          }
        }
        case ABORTED -> {}
      }
    }
  }
}
