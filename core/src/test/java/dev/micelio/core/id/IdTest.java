package dev.micelio.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTest {
  private final MachineEnv env = new MachineEnv();

  @Test
  void anIdIsAVersion7UuidOfThisMillisecond() {
    long before = env.nowMillis();
    var id = Id.next(env);
    assertThat(id.millis()).isBetween(before, env.nowMillis());
    var uuid = UUID.fromString(id.toString());
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(uuid.toString()).isEqualTo(id.toString());
  }

  @Test
  void textAndBytesGiveTheSameIdBack() {
    var id = Id.next(env);
    assertThat(Id.parse(id.toString())).isEqualTo(id);
    var writer = new ByteWriter(Id.SIZE_BYTES);
    id.write(writer);
    assertThat(Id.read(new ByteReader("an id", writer.toBytes()))).isEqualTo(id);
  }

  @Test
  void manyIdsAreAllDifferent() {
    var seen = new HashSet<Id>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add(Id.next(env))).isTrue();
    }
  }

  @Test
  void laterMillisecondsSortLater() {
    assertThat(Id.parse("01890a5d-ac96-774b-bcce-b302099a8057"))
        .isLessThan(Id.parse("01890a5d-ac97-7000-8000-000000000000"))
        .isLessThan(Id.parse("f1890a5d-ac96-7000-8000-000000000000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01890a5d-ac96-774b-bcce-b302099a805",
        "01890A5D-ac96-774b-bcce-b302099a8057",
        "01890a5dac96774bbcceb302099a8057",
        "01890a5d-ac96-474b-bcce-b302099a8057",
        "01890a5d-ac96-774b-3cce-b302099a8057",
        "{01890a5d-ac96-774b-bcce-b302099a8057}"
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Id.parse(text))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("id.malformed"));
  }
}
