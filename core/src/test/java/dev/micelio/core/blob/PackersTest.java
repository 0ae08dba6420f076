package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PackersTest {

  @Test
  void aPackerIsUsedAgainAndClosedAtTheEndOrWhenItComesBackAfterIt() {
    var packers = new Packers();
    var first = packers.take();
    packers.giveBack(first);
    assertThat(packers.take()).isSameAs(first);
    var second = packers.take();
    packers.giveBack(second);
    packers.close();
    assertThatThrownBy(second::pack).isInstanceOf(IllegalStateException.class);
    assertThat(first.pack().size()).isGreaterThan(BlobFormat.HEADER_SIZE);
    packers.giveBack(first);
    assertThatThrownBy(first::pack).isInstanceOf(IllegalStateException.class);
  }
}
