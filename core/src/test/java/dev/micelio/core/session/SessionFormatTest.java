package dev.micelio.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborDiagnostic;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SessionFormatTest {
  private static final int HEAD_BYTES = 5;

  static Cbor.Map state(Session session) {
    byte[] bytes = SessionFormat.encode(session);
    byte[] state = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
    return (Cbor.Map) Cbor.decode("state", state, new CborLimits(1 << 20, 1 << 20, 16));
  }

  static byte[] bytes(Cbor state) {
    byte[] encoded = state.encode();
    byte[] bytes = Arrays.copyOf(new byte[] {'M', 'I', 'C', 'S', 1}, HEAD_BYTES + encoded.length);
    System.arraycopy(encoded, 0, bytes, HEAD_BYTES, encoded.length);
    return bytes;
  }

  static Session decode(Session like, byte[] bytes) {
    return SessionFormat.decode(like.project(), like.id(), bytes);
  }

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of("just started", Samples.small()),
        Arguments.of("with everything, landed", Samples.large()),
        Arguments.of("abandoned", Samples.small().with(Status.ABANDONED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theVectorsAreReadAndWritten(String name, Session session) throws IOException {
    var root = Path.of(Objects.requireNonNull(System.getProperty("project.root")));
    String vectors = Files.readString(root.resolve("docs/formats/vectors/session.txt"));
    byte[] bytes = SessionFormat.encode(session);
    assertThat(vectors)
        .contains(
            "\n[%s]\nvalue = %s\nhex = %s\n"
                .formatted(
                    name, CborDiagnostic.oneLine(state(session)), HexFormat.of().formatHex(bytes)));
    assertThat(decode(session, bytes)).isEqualTo(session);
  }

  static Stream<Arguments> wrongStates() {
    return Stream.of(
        wrong("a key that is not known", map -> with(map, "mood", Cbor.of("good")), "\"mood\""),
        wrong("no goal", map -> without(map, "goal"), "has no field \"goal\""),
        wrong("a blank goal", map -> with(map, "goal", Cbor.of(" ")), "goal of a session is empty"),
        wrong(
            "a goal beyond its bound",
            map -> with(map, "goal", Cbor.of("g".repeat((64 << 10) + 1))),
            "text of at most 65536 bytes"),
        wrong(
            "an id of another kind",
            map -> with(map, "id", Cbor.of(new byte[16])),
            "not an id: \"00000000"),
        wrong(
            "another project",
            map -> with(map, "project", Cbor.of(new byte[16])),
            "of project 00000000000000000000000000000000 where session"),
        wrong(
            "a base before its start",
            map -> with(map, "base", base(16)),
            "a base never moves back"),
        wrong(
            "an unknown status",
            map -> with(map, "status", Cbor.map().put("is", Cbor.of("open")).build()),
            "has \"open\" where active, landed or abandoned belongs"),
        wrong(
            "a role of nobody",
            map -> inList(map, "messages", one -> with(one, "role", Cbor.of("dog"))),
            "has \"dog\" where human, agent or system belongs"),
        wrong("one message twice", map -> with(map, "messages", twice(map, "messages")), "twice"),
        wrong(
            "one change twice",
            map -> with(map, "changes", twice(map, "changes")),
            "changes stand in the order of their paths"),
        wrong(
            "content of another digest",
            map -> inList(map, "changes", one -> with(one, "content", Cbor.of(new byte[3]))),
            "inline content of 3 bytes with the digest sha256:"),
        wrong(
            "content of another size",
            map -> inList(map, "changes", one -> with(one, "size", Cbor.of(4))),
            "where 4 bytes with the digest"),
        wrong(
            "content that is too large for inline",
            map -> inList(map, "changes", one -> with(one, "content", Cbor.of(new byte[102_400]))),
            "has 102400 bytes where at most 102399 bytes belongs"),
        wrong(
            "a path that no tree holds",
            map -> inList(map, "changes", one -> with(one, "path", Cbor.of("a/../b"))),
            "a tree can not hold the path"),
        wrong(
            "a deletion with content",
            map -> inList(map, "changes", one -> with(one, "type", Cbor.of("deleted"))),
            "has the field"),
        wrong(
            "a time of seven bytes",
            map -> inList(map, "decisions", one -> with(one, "at", Cbor.of(new byte[7]))),
            "has 7 bytes where 8 bytes belongs"));
  }

  private static Arguments wrong(String name, UnaryOperator<Cbor.Map> change, String says) {
    return Arguments.of(name, change, says);
  }

  private static Cbor base(long position) {
    return Cbor.map()
        .put("position", Cbor.of(position))
        .put("tree", Cbor.of(Samples.digest("t")))
        .build();
  }

  private static Cbor.Map with(Cbor.Map map, String name, Cbor value) {
    return with(without(map, name)).put(name, value).build();
  }

  private static Cbor.Map without(Cbor.Map map, String name) {
    var builder = Cbor.map();
    for (var entry : map.entries()) {
      String key = ((Cbor.Text) entry.key()).value();
      builder.putIf(!key.equals(name), key, entry::value);
    }
    return builder.build();
  }

  private static Cbor.MapBuilder with(Cbor.Map map) {
    var builder = Cbor.map();
    map.entries().forEach(e -> builder.put(((Cbor.Text) e.key()).value(), e.value()));
    return builder;
  }

  private static Cbor.Map inList(Cbor.Map map, String list, UnaryOperator<Cbor.Map> change) {
    var items = ((Cbor.Array) map.get(list).orElseThrow()).items();
    var changed = new ArrayList<>(items);
    changed.set(0, change.apply((Cbor.Map) items.getFirst()));
    return with(map, list, Cbor.array(changed));
  }

  private static Cbor twice(Cbor.Map map, String list) {
    var first = ((Cbor.Array) map.get(list).orElseThrow()).items().getFirst();
    return Cbor.array(first, first);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongStates")
  void whatNoWriterWritesIsCorrupt(String name, UnaryOperator<Cbor.Map> change, String says) {
    byte[] bytes = bytes(change.apply(state(Samples.large())));
    assertThatThrownBy(() -> decode(Samples.large(), bytes))
        .as(name)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(problem.what()).contains(says);
            });
  }

  @Test
  void anotherMagicOrVersionIsCorrupt() {
    byte[] bytes = SessionFormat.encode(Samples.small());
    bytes[4] = 2;
    assertThatThrownBy(() -> decode(Samples.small(), bytes))
        .hasMessage("a session has version 2, which is not known here");
    bytes[0] = 'X';
    assertThatThrownBy(() -> decode(Samples.small(), bytes))
        .hasMessageContaining("other bytes than the magic MICS");
    assertThatThrownBy(() -> decode(Samples.small(), new byte[0])).isInstanceOf(Problem.class);
  }
}
