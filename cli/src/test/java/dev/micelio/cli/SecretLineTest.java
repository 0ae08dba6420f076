package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On terminals that `script` makes, and without one.
@Timeout(60)
final class SecretLineTest {

  private static String asking() {
    return "'%s' -cp '%s' %s"
        .formatted(
            Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java"),
            System.getProperty("java.class.path"),
            Asking.class.getName());
  }

  private static Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    var text = "";
    while (!text.endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text += (char) next;
    }
    return text;
  }

  private static String answer(String typed) throws Exception {
    var process = start(List.of("script", "-qec", asking(), "/dev/null"));
    assertThat(readUntil(process.getInputStream(), "Secret: ")).endsWith("Secret: ");
    process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return shown;
  }

  @Test
  void whatIsTypedIsHeardAndNotShown() throws Exception {
    assertThat(answer("open \\ sésame \n")).isEqualTo("\r\nheard <open \\ sésame >\r\n");
    assertThat(answer("\n")).isEqualTo("\r\nheard <>\r\n");
  }

  @Test
  void anEndWithoutALineIsNoAnswer() throws Exception {
    assertThat(answer("\u0004")).contains("nobody to ask");
  }

  @Test
  void withoutATerminalNobodyIsAsked() throws Exception {
    var process = start(List.of("setsid", "--wait", "sh", "-c", asking()));
    process.getOutputStream().close();
    assertThat(process.getInputStream().readAllBytes()).asString().isEqualTo("nobody to ask\n");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
