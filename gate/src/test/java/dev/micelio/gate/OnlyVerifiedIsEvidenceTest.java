package dev.micelio.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Code that would give a gate anything but verified statements does not compile, as this build
/// compiles: with every warning an error.
final class OnlyVerifiedIsEvidenceTest {
  private static final String PLACE = "/*here*/";
  private static final String SOURCE =
      """
      package stranger;

      import dev.micelio.attest.cose.Claims;
      import dev.micelio.attest.key.KeyId;
      import dev.micelio.attest.statement.CheckRun;
      import dev.micelio.attest.statement.Endorsement;
      import dev.micelio.attest.verify.Unverified;
      import dev.micelio.attest.verify.Verified;
      import dev.micelio.core.digest.Digest;
      import dev.micelio.gate.decision.Candidate;
      import dev.micelio.gate.decision.Context;
      import dev.micelio.gate.decision.Gate;
      import dev.micelio.gate.intake.Admitted;
      import dev.micelio.gate.intake.Offered;
      import dev.micelio.gate.policy.Policy;
      import java.util.List;

      final class Stranger {
        Object decide(
            Gate gate,
            Candidate candidate,
            Policy policy,
            Context context,
            byte[] bytes,
            Offered offered,
            Unverified unverified,
            CheckRun run,
            Claims claims,
            KeyId key,
            Digest id,
            Verified<CheckRun> verified,
            Verified<Endorsement> endorsement) {
          return
              /*here*/
              ;
        }
      }
      """;
  private static final long LINE = SOURCE.substring(0, SOURCE.indexOf(PLACE)).lines().count();

  @TempDir private Path folder;

  private List<Diagnostic<? extends JavaFileObject>> compile(String expression) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var told = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(told, Locale.ROOT, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  told,
                  List.of("-proc:none", "-Xlint:all,-path", "-Werror", "-cp", classPath()),
                  null,
                  List.of(new Source(SOURCE.replace(PLACE, expression))))
              .call();
      assertThat(compiled).isEqualTo(told.getDiagnostics().isEmpty());
    }
    return told.getDiagnostics();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gate.decide(candidate, policy, new Admitted(List.of(verified), List.of(endorsement), List.of()), context)
          gate.decide(candidate, policy, Admitted.NOTHING, context)
          gate.judge(candidate, List.of(offered), List.of(), context)
          """)
  void whatIsVerifiedCompiles(String expression) throws IOException {
    assertThat(compile(expression)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gate.decide(candidate, policy, bytes, context)                                    | compiler.err.prob.found.req
          gate.decide(candidate, policy, List.of(verified), context)                        | compiler.err.prob.found.req
          gate.decide(candidate, policy, run, context)                                      | compiler.err.prob.found.req
          gate.decide(candidate, policy, unverified, context)                               | compiler.err.prob.found.req
          gate.decide(candidate, policy, offered, context)                                  | compiler.err.prob.found.req
          new Admitted(List.of(bytes), List.of(), List.of())                                | compiler.err.prob.found.req
          new Admitted(List.of(unverified), List.of(), List.of())                           | compiler.err.prob.found.req
          new Admitted(List.of(run), List.of(), List.of())                                  | compiler.err.prob.found.req
          new Admitted(List.of(endorsement), List.of(), List.of())                          | compiler.err.prob.found.req
          new Admitted(List.of(), List.of(verified), List.of())                             | compiler.err.prob.found.req
          new Admitted((List) List.of(run), List.of(), List.of())                           | compiler.warn.prob.found.req
          (Verified<CheckRun>) (Object) new Object[] {run}                                  | compiler.warn.prob.found.req
          new Verified<CheckRun>(run, claims, key, id, 0)                                   | compiler.err.not.def.public.cant.access
          new Verified<CheckRun>(run, claims, key, id, 0) {}                                | compiler.err.cant.inherit.from.final
          """)
  void anythingElseDoesNot(String expression, String code) throws IOException {
    assertThat(compile(expression))
        .extracting(told -> told.getLineNumber() + " " + told.getCode())
        .contains(LINE + " " + code);
  }

  @Test
  void theLineIsTheOneThatIsTried() {
    assertThat(SOURCE.lines().skip(LINE - 1).findFirst().orElseThrow()).contains(PLACE);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///stranger/Stranger.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
