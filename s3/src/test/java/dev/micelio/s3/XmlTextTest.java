package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Page;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class XmlTextTest {

  @Test
  void aTextThatXmlCanHoldStaysAsItIs() {
    for (String text : List.of("", "a/b", "é\ufffd", "\ud83d\ude00", "a b\u0085")) {
      assertThat(XmlText.before(text)).isEqualTo(text);
      assertThat(XmlText.atOrBefore(text)).isEqualTo(text);
    }
  }

  @Test
  void anyOtherBecomesOneThatXmlCanHoldAndThatIsNotAfterIt() {
    for (String bad :
        List.of("\u0000", "\u0001", "\n", "\u007f", "\ud800", "\udc00", "\ufffe", "\uffff")) {
      for (String text : List.of(bad, "a" + bad, "a" + bad + "b", "\ud83d\ude00" + bad)) {
        String asked = XmlText.atOrBefore(text);
        assertThat(Key.TEXT_ORDER.compare(asked, text)).isLessThanOrEqualTo(0);
        assertThat(XmlText.before(asked)).isEqualTo(asked);
        assertThat(text).startsWith(XmlText.before(text));
      }
    }
  }

  @Test
  void aListingHoldsNoMoreThanWasAskedForWhateverIsSent() throws IOException {
    try (var server = new Loopback(Manner.DOCUMENTED, 0);
        var objects = server.openAs(Dialect.DOCUMENTED)) {
      for (String key : List.of("a", "a\ufffd", "a\ufffdb", "a\uffff", "a\uffffb", "b")) {
        objects.put(new Key(key), Loopback.text("x"), Condition.ANY);
      }
      assertThat(keys(objects.list("", "a\uffff", 1))).containsExactly("a\uffffb");
      assertThat(keys(objects.list("", "a\u0001", 2))).containsExactly("a\ufffd", "a\ufffdb");
      assertThat(keys(objects.list("a\uffff", "", 9))).containsExactly("a\uffff", "a\uffffb");
    }
  }

  private static List<String> keys(Page page) {
    return page.entries().stream().map(entry -> entry.key().text()).toList();
  }
}
