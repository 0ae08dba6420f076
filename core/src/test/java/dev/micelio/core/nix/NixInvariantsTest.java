package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NixInvariantsTest {
  private static final StorePath HELLO =
      new StorePath("/nix/store/5g47n1bqjyrssi9h27fz86m3913a9v05-hello");
  private static final StorePath TOOLS =
      new StorePath("/nix/store/8digwrcy1qxcqaiqg16dsf0z16ns0s8n-tools");
  private static final int ALLOCATED_ALWAYS_MAX = 64 << 10;

  private static byte[] nar(MadeTree made) throws IOException {
    var out = new ByteArrayOutputStream();
    SourceNar.write(made.tree(), made::open, out);
    return out.toByteArray();
  }

  private static byte[] again(byte[] nar) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new NarWriter(out);
    new NarReader(new ByteArrayInputStream(nar), nar.length).walk(writer);
    writer.finish();
    return out.toByteArray();
  }

  @Seeds
  void invariant1_aNarThatWasWrittenIsReadAndWrittenAgain(long seed) throws IOException {
    byte[] nar = nar(MadeTree.random(seed));
    assertThat(again(nar)).isEqualTo(nar);
  }

  @Test
  void invariant1_aFileOrALinkAloneIsANar() throws IOException {
    for (byte[] nar :
        List.of(
            NaiveNar.of("nix-archive-1", "(", "type", "regular", "contents", "12345678", ")"),
            NaiveNar.of("nix-archive-1", "(", "type", "symlink", "target", "t", ")"))) {
      assertThat(again(nar)).isEqualTo(nar);
    }
  }

  @Test
  void invariant1_aVisitorNeedNotReadWhatItIsGiven() throws IOException {
    byte[] nar = nar(new MadeTree().put("a/large", "x".repeat(50_000)).put("b", "y"));
    var told = new ArrayList<String>();
    new NarReader(new ByteArrayInputStream(nar), nar.length)
        .walk(
            new NarVisitor() {
              @Override
              public void file(boolean executable, long size, InputStream content)
                  throws IOException {
                told.add("file " + size + " " + (char) content.read());
              }

              @Override
              public void link(byte[] target) {
                told.add("link");
              }

              @Override
              public void directory() {
                told.add("directory");
              }

              @Override
              public void entry(byte[] name) {
                told.add(new String(name, UTF_8));
              }

              @Override
              public void endEntry() {
                told.add(";");
              }

              @Override
              public void endDirectory() {
                told.add("end");
              }
            });
    assertThat(told)
        .containsExactly(
            "directory",
            "a",
            "directory",
            "large",
            "file 50000 x",
            ";",
            "end",
            ";",
            "b",
            "file 1 y",
            ";",
            "end");
  }

  @Seeds
  void invariant1_aDerivationThatWasWrittenIsReadAndWrittenAgain(long seed) {
    var derivation = RandomDerivation.of(new Random(seed));
    byte[] bytes = derivation.encode();
    assertThat(Derivation.parse(bytes)).isEqualTo(derivation);
    assertThat(Derivation.parse(bytes).encode()).isEqualTo(bytes);
  }

  @Test
  void invariant1_aDerivationDoesNotChange() {
    var env = new TreeMap<>(Map.of("a", "1"));
    var names = new TreeSet<>(List.of("out"));
    var inputs =
        new TreeMap<StorePath, SortedSet<String>>(
            Map.of(new StorePath(HELLO.path() + ".drv"), names));
    var derivation =
        new Derivation(
            new TreeMap<>(Map.of("out", new Output.InputAddressed(HELLO))),
            inputs,
            new TreeSet<>(),
            "x86_64-linux",
            "b",
            List.of(),
            env);
    byte[] before = derivation.encode();
    env.put("b", "2");
    names.add("dev");
    inputs.clear();
    assertThat(derivation.encode()).isEqualTo(before);
  }

  @Test
  void invariant1_charactersAreBytesAndTextComesBack() {
    String text = "ü水🐇";
    assertThat(Derivation.bytes(text)).hasSize(9);
    assertThat(Derivation.text(Derivation.bytes(text))).isEqualTo(text);
    assertThat(Derivation.text("\u00ff")).isEqualTo("\ufffd");
    var derivation =
        new Derivation(
            new TreeMap<>(Map.of("out", new Output.Open("", ""))),
            new TreeMap<>(),
            new TreeSet<>(),
            "s",
            text,
            List.of(),
            new TreeMap<>());
    assertThatThrownBy(derivation::encode)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Derivation.bytes");
  }

  @Seeds
  void invariant1_aNarinfoThatWasWrittenIsReadAndWrittenAgain(long seed) {
    var random = new Random(seed);
    var info = RandomNarInfo.of(random);
    assertThat(NarInfo.parse(info.encode())).isEqualTo(info);
  }

  @Seeds
  void invariant1_aHashThatWasWrittenIsRead(long seed) {
    var random = new Random(seed);
    for (int size = 0; size < 70; size++) {
      var bytes = new byte[size];
      random.nextBytes(bytes);
      assertThat(Nix32.decode(Nix32.encode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void invariant1_aStorePathHasAHashAndAName() {
    assertThat(HELLO.name()).isEqualTo("hello");
    assertThat(HELLO.hashPart()).isEqualTo("5g47n1bqjyrssi9h27fz86m3913a9v05");
    assertThat(StorePath.parse(HELLO.path())).isEqualTo(HELLO).hasToString(HELLO.path());
    assertThat(StorePath.ofBaseName(HELLO.baseName())).isEqualTo(HELLO);
    assertThat(HELLO.isDerivation()).isFalse();
    assertThat(new StorePath(HELLO.path() + ".drv").isDerivation()).isTrue();
    assertThat(TOOLS).isGreaterThan(HELLO);
  }

  static Stream<Arguments> badPaths() {
    String store = "/nix/store/";
    String hash = "5g47n1bqjyrssi9h27fz86m3913a9v05";
    return Stream.of(
        Arguments.of("", "begin with /nix/store/"),
        Arguments.of("nix/store/" + hash + "-a", "begin with"),
        Arguments.of("/gnu/store/" + hash + "-a", "begin with"),
        Arguments.of(store, "32 characters of a hash"),
        Arguments.of(store + hash, "32 characters"),
        Arguments.of(store + hash + "a", "32 characters"),
        Arguments.of(store + hash.replace('5', 'e') + "-a", "32 characters"),
        Arguments.of(store + hash.replace('5', 'G') + "-a", "32 characters"),
        Arguments.of(store + hash + "-", "1 to 211"),
        Arguments.of(store + hash + "-" + "a".repeat(212), "1 to 211"),
        Arguments.of(store + hash + "-a/b", "other characters"),
        Arguments.of(store + hash + "-a b", "other characters"),
        Arguments.of(store + hash + "-ä", "other characters"),
        Arguments.of(store + hash + "-a\n", "other characters"),
        Arguments.of(store + hash + "-.", ". and .."),
        Arguments.of(store + hash + "-..-a", ". and .."));
  }

  @ParameterizedTest
  @MethodSource("badPaths")
  void invariant2_whatIsNoStorePathIsRefused(String path, String why) {
    assertThatThrownBy(() -> StorePath.parse(path))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("nix.bad-store-path");
              assertThat(problem.what()).contains(why);
            });
  }

  @Test
  void invariant2_whatIsNoHashIsRefused() {
    for (String text : List.of("e", "z", "z0", "0zz", "é0", "A0", "z".repeat(52), "0".repeat(54))) {
      assertThatThrownBy(() -> Nix32.decode(text)).as(text).isInstanceOf(Problem.class);
    }
    assertThat(Nix32.decode("1".repeat(51).substring(0, 0))).isEmpty();
  }

  private static final Object[] NO_CONTENT = {};

  private static Arguments wrong(String says, Object... strings) {
    return Arguments.of(says, NaiveNar.of(strings));
  }

  private static Object[] in(Object... entries) {
    var all = new ArrayList<>(List.<Object>of("nix-archive-1", "(", "type", "directory"));
    all.addAll(Arrays.asList(entries));
    all.add(")");
    return all.toArray();
  }

  private static Object[] two(String first, String second) {
    return in(
        "entry", "(", "name", first, "node", "(", "type", "symlink", "target", "t", ")", ")",
        "entry", "(", "name", second, "node", "(", "type", "symlink", "target", "t", ")", ")");
  }

  static Stream<Arguments> wrongNars() {
    byte[] padded = NaiveNar.of("nix-archive-1", "(", "type", "regular", "contents", "123", ")");
    padded[padded.length - 17] = 1;
    byte[] whole = NaiveNar.of("nix-archive-1", "(", "type", "regular", "contents", "123", ")");
    return Stream.of(
        wrong("its end too early at byte 0", NO_CONTENT),
        wrong("\"nix-archive-2\" where nix-archive-1 belongs", "nix-archive-2"),
        wrong("\"[\" where ( belongs", "nix-archive-1", "["),
        wrong("\"fifo\" where regular, symlink or directory", "nix-archive-1", "(", "type", "fifo"),
        wrong(
            "\"no\" where an empty word belongs",
            "nix-archive-1",
            "(",
            "type",
            "regular",
            "executable",
            "no"),
        wrong("\")\" where contents belongs", "nix-archive-1", "(", "type", "regular", ")"),
        wrong(
            "\"more\" where ) belongs",
            "nix-archive-1",
            "(",
            "type",
            "regular",
            "contents",
            "1",
            "more"),
        wrong(
            "a link's target that is empty",
            "nix-archive-1",
            "(",
            "type",
            "symlink",
            "target",
            "",
            ")"),
        wrong("or has a NUL", "nix-archive-1", "(", "type", "symlink", "target", "a\0b", ")"),
        wrong("a word of 17 bytes where at most 16", "a".repeat(17)),
        wrong("a name of 4097 bytes where at most 4096", two("a", "b".repeat(4097))),
        wrong(
            "a link's target of 65537 bytes",
            "nix-archive-1",
            "(",
            "type",
            "symlink",
            "target",
            "a".repeat(65_537),
            ")"),
        wrong("\"b\" where entry or ) belongs", in("b")),
        wrong("the name \"\", which no file can have", two("", "a")),
        wrong("the name \".\"", two(".", "a")),
        wrong("the name \"..\"", two("..", "a")),
        wrong("the name \"a/b\"", two("a/b", "c")),
        wrong("the name \"a\\u0000\"", two("a\0", "c")),
        wrong("the name \"a\" not in the order of names", two("a", "a")),
        wrong("the name \"a\" not in the order of names", two("b", "a")),
        wrong("the name \"Z\" not in the order of names", two("a", "Z")),
        Arguments.of("padding that is not zero", padded),
        Arguments.of("bytes behind its end", Arrays.copyOf(whole, whole.length + 1)),
        Arguments.of("its end too early", Arrays.copyOf(whole, whole.length - 1)),
        Arguments.of("more than 2048 directories in each other", deep(2049)));
  }

  private static byte[] deep(int levels) {
    var strings = new ArrayList<Object>(List.of("nix-archive-1"));
    for (int i = 1; i < levels; i++) {
      strings.addAll(List.of("(", "type", "directory", "entry", "(", "name", "d", "node"));
    }
    strings.addAll(List.of("(", "type", "directory"));
    strings.addAll(List.of(")"));
    for (int i = 1; i < levels; i++) {
      strings.addAll(List.of(")", ")"));
    }
    return NaiveNar.of(strings.toArray());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongNars")
  void invariant2_whatIsNoNarIsRefused(String says, byte[] nar) {
    assertThatThrownBy(() -> again(nar))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(problem.code()).isEqualTo("nix.malformed");
              assertThat(problem.what()).startsWith("a NAR has ").contains(says);
            });
  }

  @Test
  void invariant2_asManyDirectoriesAsAreAllowedAreRead() throws IOException {
    assertThat(again(deep(2048))).isEqualTo(deep(2048));
  }

  @Test
  void invariant2_whatAStreamThrowsGoesThrough() {
    assertThatThrownBy(
            () -> new NarReader(new Torn(), 100).walk(new NarWriter(new ByteArrayOutputStream())))
        .isInstanceOf(IOException.class)
        .hasMessage("torn");
  }

  static Stream<Arguments> wrongDerivations() {
    String p = HELLO.path();
    String outs = "[(\"out\",\"" + p + "\",\"\",\"\")]";
    String rest = ",[],[],\"s\",\"b\",[],[])";
    return Stream.of(
        Arguments.of("", "other bytes where Derive( belongs at byte 0"),
        Arguments.of("DrvWithVersion(", "other bytes where Derive( belongs"),
        Arguments.of("Derive([]" + rest, "no output"),
        Arguments.of("Derive( " + outs + rest, "other bytes where [ belongs"),
        Arguments.of("Derive([(\"out\",\"/tmp\",\"\",\"\")]" + rest, "where a store path belongs"),
        Arguments.of("Derive([(\"out\",\"" + p + "\",\"r:sha256\",\"\")]" + rest, "half of a hash"),
        Arguments.of(
            "Derive([(\"out\",\"" + p + "\",\"sha256\",\"00\")]" + rest, "a promised hash"),
        Arguments.of("Derive([(\"out\",\"" + p + "\",\"md5\",\"0Z\")]" + rest, "a promised hash"),
        Arguments.of(
            "Derive([(\"dev\",\"" + p + "\",\"md5\",\"00\")]" + rest, "not alone, or not called"),
        Arguments.of(
            "Derive([(\"out\",\"\",\"\",\"\"),(\"dev\",\"\",\"\",\"\")]" + rest, "do not ascend"),
        Arguments.of(
            "Derive(" + outs + ",[(\"" + p + "\",[\"out\"])],[],\"s\",\"b\",[],[])",
            "which is no derivation"),
        Arguments.of(
            "Derive(" + outs + ",[],[\"" + p + "\",\"" + p + "\"],\"s\",\"b\",[],[])",
            "do not ascend"),
        Arguments.of(
            "Derive(" + outs + ",[],[],\"s\",\"b\",[],[(\"b\",\"\"),(\"a\",\"\")])",
            "do not ascend"),
        Arguments.of("Derive(" + outs + ",[],[],\"s\n\",\"b\",[],[])", "not escaped"),
        Arguments.of("Derive(" + outs + ",[],[],\"\\\\\t\",\"b\",[],[])", "not escaped"),
        Arguments.of("Derive(" + outs + ",[],[],\"\\x\",\"b\",[],[])", "an escape that Nix"),
        Arguments.of("Derive(" + outs + ",[],[],\"\\", "an escape that Nix"),
        Arguments.of("Derive(" + outs + ",[],[],\"a", "other bytes where \" belongs"),
        Arguments.of("Derive(" + outs + rest + "\n", "bytes behind its end"),
        Arguments.of("Derive(" + outs + ",[],[],\"s\",\"b\",[\"a\",],[])", "where \" belongs"));
  }

  @ParameterizedTest
  @MethodSource("wrongDerivations")
  void invariant2_whatIsNoDerivationIsRefused(String text, String says) {
    assertThatThrownBy(() -> Derivation.parse(text.getBytes(ISO_8859_1)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("nix.malformed");
              assertThat(problem.what()).startsWith("a derivation has ").contains(says);
            });
  }

  private static final String INFO =
      """
      StorePath: /nix/store/5g47n1bqjyrssi9h27fz86m3913a9v05-hello
      URL: nar/a.nar
      NarHash: sha256:0000000000000000000000000000000000000000000000000000
      NarSize: 120
      References:\s
      """;

  static Stream<Arguments> wrongNarinfos() {
    return Stream.of(
        Arguments.of("", "no end of line"),
        Arguments.of(INFO.strip(), "no end of line"),
        Arguments.of(INFO + "Deriver\n", "no field and colon"),
        Arguments.of(INFO + "\n", "no field and colon"),
        Arguments.of(INFO + "URL: b\n", "the field URL twice"),
        Arguments.of(INFO.replaceFirst("URL.*\n", ""), "no field URL"),
        Arguments.of(INFO.replaceFirst("References.*\n", ""), "no field References"),
        Arguments.of(INFO.replace("NarSize: 120", "NarSize: -1"), "where a size belongs"),
        Arguments.of(INFO.replace("120", "1".repeat(19)), "where a size belongs"),
        Arguments.of(INFO.replace("sha256:0", "sha1:0"), "where sha256: and a hash belongs"),
        Arguments.of(INFO.replace("sha256:0", "sha256:z"), "where sha256: and a hash belongs"),
        Arguments.of(INFO.replace("/nix/store/", ""), "where a store path belongs"),
        Arguments.of(INFO.replace("References: ", "References: ../a"), "where a store path"),
        Arguments.of(
            INFO.replace("References: ", "References: %1$s %1$s".formatted(HELLO.baseName())),
            "twice"),
        Arguments.of(INFO + "Sig: abc\n", "which is no key, colon and Base64"),
        Arguments.of(INFO + "Sig: :abc\n", "which is no key, colon and Base64"),
        Arguments.of(INFO + "X: " + "a".repeat(1 << 20) + "\n", "where at most 1048576 may be"));
  }

  @ParameterizedTest
  @MethodSource("wrongNarinfos")
  void invariant2_whatIsNoNarinfoIsRefused(String text, String says) {
    assertThatThrownBy(() -> NarInfo.parse(text))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("nix.malformed");
              assertThat(problem.what()).startsWith("a narinfo has ").contains(says);
            });
  }

  @Test
  void invariant2_aNarinfoMaySayMoreOrLess() {
    var info = NarInfo.parse(INFO + "Provenance: x\nDeriver: unknown-deriver\nCA: \n");
    assertThat(info.compression()).isEqualTo("bzip2");
    assertThat(info.deriver()).isEmpty();
    assertThat(info.contentAddress()).isEmpty();
    assertThat(info.references()).isEmpty();
    assertThat(NarInfo.parse(INFO.replaceFirst("sha256:0+", "sha256:" + "00".repeat(32))))
        .isEqualTo(NarInfo.parse(INFO));
    assertThat(info.fingerprint())
        .isEqualTo("1;%s;sha256:%s;120;".formatted(HELLO, "0".repeat(52)));
    assertThatThrownBy(() ->
            new NarInfo(
                HELLO,
                "a\nSig: b:c",
                "none",
                Optional.empty(),
                Optional.empty(),
                info.nar(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long allocated(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void invariant3_whatIsAnnouncedIsNotAllocated() {
    for (long size : new long[] {1L << 40, Long.MAX_VALUE, 65_536, -1}) {
      for (Object[] before :
          new Object[][] {
            {"nix-archive-1", "(", "type", "regular", "contents"},
            {"nix-archive-1", "(", "type", "symlink", "target"},
            in("entry", "(", "name")
          }) {
        byte[] start = NaiveNar.of(before);
        int length = start.length - (before.length > 6 ? 16 : 0);
        byte[] nar =
            ByteBuffer.allocate(length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(start, 0, length)
                .putLong(size)
                .array();
        Runnable read =
            () ->
                assertThatThrownBy(
                        () -> new NarReader(new ByteArrayInputStream(nar), 1L << 50).walk(NOBODY))
                    .isInstanceOf(Problem.class);
        read.run();
        assertThat(allocated(read)).isLessThan(ALLOCATED_ALWAYS_MAX + 64 * 1024);
      }
    }
  }

  private static final NarVisitor NOBODY =
      new NarVisitor() {
        @Override
        public void file(boolean executable, long size, InputStream content) {}

        @Override
        public void link(byte[] target) {}

        @Override
        public void directory() {}

        @Override
        public void entry(byte[] name) {}

        @Override
        public void endEntry() {}

        @Override
        public void endDirectory() {}
      };

  @Test
  void invariant3_aNarHasTheBoundThatItsReaderGives() throws IOException {
    byte[] nar = nar(new MadeTree().put("a", "x".repeat(100)));
    for (int max = 0; max < nar.length; max++) {
      var reader = new NarReader(new ByteArrayInputStream(nar), max);
      assertThatThrownBy(() -> reader.walk(NOBODY))
          .isInstanceOf(Problem.class)
          .hasMessageMatching(".*(more than \\d+ in all|bytes that are allowed).*");
    }
    new NarReader(new ByteArrayInputStream(nar), nar.length).walk(NOBODY);
  }

  @Test
  void invariant3_aDerivationThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> Derivation.parse(new byte[Derivation.BYTES_MAX + 1]))
        .hasMessageContaining("where at most 16777216 are allowed");
  }

  @Seeds
  void invariant4_theNarOfATreeIsTheOneOfItsFiles(long seed) throws IOException {
    var made = MadeTree.random(seed);
    byte[] expected = NaiveNar.of(made.naive());
    assertThat(nar(made)).isEqualTo(expected);
    assertThat(SourceNar.of(made.tree(), made::open))
        .isEqualTo(new NarSummary(Digest.of(expected), expected.length));
  }

  @Test
  void invariant4_contentThatIsNotWhatTheTreeSaysIsNotPassedOn() {
    for (var kind : EntryKind.values()) {
      var made = new MadeTree().put("a\u202e", kind, "content".getBytes(UTF_8));
      for (String other : List.of("", "conten", "Content", "content!", "x".repeat(9000))) {
        assertThatThrownBy(() -> SourceNar.of(made.tree(), _ -> stream(other)))
            .isInstanceOfSatisfying(
                Problem.class,
                problem -> {
                  assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                  assertThat(problem.code()).isEqualTo("nix.content-changed");
                  assertThat(problem.what()).startsWith("\"a\\u202e\" is not what it was");
                });
      }
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static final class Torn extends InputStream {
    private boolean closed;

    @Override
    public int read() throws IOException {
      throw new IOException("torn");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void invariant4_contentThatCanNotBeReadIsAProblemWithItsName() {
    var made = new MadeTree().put("a", "content");
    var torn = new Torn();
    ContentSource gone =
        entry -> {
          throw new IOException("no " + entry.path());
        };
    for (var source : List.<ContentSource>of(_ -> torn, gone)) {
      assertThatThrownBy(() -> SourceNar.of(made.tree(), source))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.code()).isEqualTo("nix.content-unreadable"))
          .hasMessageStartingWith("\"a\" can not be read: ");
    }
    assertThat(torn.closed).isTrue();
  }

  @Test
  void invariant4_whatTheTargetThrowsGoesThrough() {
    var made = new MadeTree().put("a", "x".repeat(100_000));
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatThrownBy(() -> SourceNar.write(made.tree(), made::open, full))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void invariant4_aLinkHasABound() {
    var made = new MadeTree().put("a", EntryKind.LINK, new byte[NarReader.LINK_BYTES_MAX + 1]);
    assertThatThrownBy(() -> SourceNar.of(made.tree(), made::open))
        .hasMessageContaining("the link \"a\" has a target of 65537 bytes");
  }

  /// What Nix 2.8.0 says of the same.
  @Test
  void invariant5_pathsAreThoseOfNix() {
    assertThat(Nix32.encode(Digest.of(new byte[0]).bytes()))
        .isEqualTo("0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73");
    var empty = new MadeTree();
    assertThat(SourceNar.of(empty.tree(), empty::open).source("source"))
        .hasToString("/nix/store/0ccnxa25whszw7mgbgyzdm4nqc0zwnm8-source");
    assertThat(StorePath.ofText("note", "hello", List.of()))
        .hasToString("/nix/store/yb554rm2xvp2vbjgyc3zanbxmdaqnnqh-note");
    assertThat(StorePath.ofText("note", "see " + TOOLS, List.of(TOOLS)))
        .hasToString("/nix/store/hjq4yy8s2579c1nqhadaiq18iv1d7069-note");
  }

  @Test
  void invariant5_outputsArePredictedHoweverDeepTheInputsAre() {
    var derivations = new HashMap<StorePath, Derivation>();
    var before = HELLO;
    for (int i = 0; i < 20_000; i++) {
      var inputs = new TreeMap<StorePath, SortedSet<String>>();
      if (i > 0) {
        inputs.put(before, new TreeSet<>(List.of("out")));
      }
      var derivation = plain(inputs, Integer.toString(i));
      before = derivation.path("link");
      derivations.put(before, derivation);
    }
    assertThat(
            new DerivationHashes(path -> Objects.requireNonNull(derivations.get(path)))
                .outputPaths(before))
        .isPresent();
  }

  private static Derivation plain(Map<StorePath, SortedSet<String>> inputs, String number) {
    return new Derivation(
        new TreeMap<>(Map.of("out", new Output.InputAddressed(HELLO))),
        new TreeMap<>(inputs),
        new TreeSet<>(),
        "x86_64-linux",
        "/bin/sh",
        List.of(number),
        new TreeMap<>(Map.of("out", HELLO.path())));
  }

  /// A derivation is asked for once, though two paths lead to it.
  @Test
  void invariant5_whatOnlyTheBuildTellsIsNotTold() {
    var open =
        new Derivation(
            new TreeMap<>(Map.of("out", new Output.Open("r:sha256", ""))),
            new TreeMap<>(),
            new TreeSet<>(),
            "s",
            "b",
            List.of(),
            new TreeMap<>());
    var path = open.path("open");
    var after = plain(new TreeMap<>(Map.of(path, new TreeSet<>(List.of("out")))), "1");
    var derivations = Map.of(path, open, after.path("after"), after);
    var asked = new ArrayList<StorePath>();
    var hashes =
        new DerivationHashes(wanted -> {
          asked.add(wanted);
          return Objects.requireNonNull(derivations.get(wanted));
        });
    assertThat(hashes.outputPaths(after.path("after"))).isEmpty();
    assertThat(asked).containsExactly(after.path("after"), path);
    assertThat(hashes.outputPaths(path)).isEmpty();
    for (String algorithm : List.of("text:sha256", "git:sha1")) {
      var fixed =
          new Derivation(
              new TreeMap<>(Map.of("out", new Output.Fixed(HELLO, algorithm, "00".repeat(32)))),
              new TreeMap<>(),
              new TreeSet<>(),
              "s",
              "b",
              List.of(),
              new TreeMap<>());
      assertThat(new DerivationHashes(_ -> fixed).outputPaths(fixed.path("a"))).isEmpty();
    }
  }

  @Test
  void invariant6_aDerivationUnderAnotherPathIsRefused() {
    var one = plain(new TreeMap<>(), "1");
    var hashes = new DerivationHashes(_ -> one);
    var other = plain(new TreeMap<>(), "2").path("one");
    assertThatThrownBy(() -> hashes.outputPaths(other))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(
            "the path %s where %s was asked for".formatted(one.path("one"), other));
    assertThatThrownBy(() -> hashes.outputPaths(HELLO))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("which does not end in .drv");
    var input = new StorePath(HELLO.path() + ".drv");
    var after = plain(new TreeMap<>(Map.of(input, new TreeSet<>(List.of("out")))), "2");
    var path = after.path("after");
    assertThatThrownBy(() ->
            new DerivationHashes(wanted -> wanted.equals(path) ? after : one).outputPaths(path))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("where " + input + " was asked for");
  }
}
