package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the Nix of this machine makes, held against what we make of the same.
final class RealNixTest {
  @TempDir Path directory;
  private RealNix nix;

  @BeforeEach
  void begin() throws Exception {
    nix = RealNix.in(directory);
  }

  private static MadeTree everything() {
    var made = new MadeTree();
    for (int size : new int[] {0, 1, 7, 8, 9, 65_535, 65_536, 65_537, 300_000}) {
      made.put("sizes/" + size, "x".repeat(size));
    }
    return made.put("a", "is a file")
        .put("a.b/inside", "sorts behind a, as bytes")
        .put("a-b/inside", "sorts before a.b")
        .put("deep/" + "d/".repeat(100) + "f", "deep")
        .put("naïve/水/🐇", "of four bytes")
        .put("naïve/水/\uff2f", "of three bytes, and before it")
        .put("new\nline \"and\" 'quotes' \\", "")
        .put("-rf", "")
        .put("bin/run", EntryKind.EXECUTABLE, "#!/bin/sh\n".getBytes(UTF_8))
        .put("bin/empty", EntryKind.EXECUTABLE, new byte[0])
        .put("link", EntryKind.LINK, "nowhere/at all".getBytes(UTF_8))
        .put("bin/up", EntryKind.LINK, "../a".getBytes(UTF_8))
        .put("bin/absolute", EntryKind.LINK, "/nowhere/at/all".getBytes(UTF_8));
  }

  private Path source(MadeTree made) throws Exception {
    var source = Files.createDirectories(directory.resolve("source"));
    made.writeTo(source);
    return source;
  }

  private static byte[] nar(MadeTree made) throws IOException {
    var out = new ByteArrayOutputStream();
    SourceNar.write(made.tree(), made::open, out);
    return out.toByteArray();
  }

  @Test
  void aTreeIsTheNarAndThePathThatNixMakesOfIt() throws Exception {
    var made = everything();
    var source = source(made);
    assertThat(nar(made)).isEqualTo(nix.ask(new byte[0], "nix-store", "--dump", source.toString()));
    var summary = SourceNar.of(made.tree(), made::open);
    var path = summary.source("source");
    assertThat(nix.text("nix-store", "--add", source.toString())).isEqualTo(path.path());
    assertThat(nix.text("nix-store", "--query", "--hash", path.path()))
        .isEqualTo("sha256:" + Nix32.encode(summary.digest().bytes()));
    assertThat(nix.text("nix-store", "--query", "--size", path.path()))
        .isEqualTo(Long.toString(summary.size()));
  }

  @Seeds(3)
  void anyTreeIsTheNarThatNixMakesOfIt(long seed) throws Exception {
    var made = MadeTree.random(seed).put("one", "at least");
    var source = source(made);
    assertThat(nar(made)).isEqualTo(nix.ask(new byte[0], "nix-store", "--dump", source.toString()));
    assertThat(nix.text("nix-store", "--add", source.toString()))
        .isEqualTo(SourceNar.of(made.tree(), made::open).source("source").path());
  }

  @Test
  void aTreeWithoutFilesIsAnEmptyDirectory() throws Exception {
    var source = source(new MadeTree());
    assertThat(nix.text("nix-store", "--add", source.toString()))
        .isEqualTo(
            SourceNar.of(new MadeTree().tree(), new MadeTree()::open).source("source").path());
  }

  @Test
  void nixWritesOutWhatWeWrite() throws Exception {
    byte[] ours = nar(everything());
    var restored = directory.resolve("restored");
    nix.ask(ours, "nix-store", "--restore", restored.toString());
    assertThat(Files.isExecutable(restored.resolve("bin/run"))).isTrue();
    assertThat(Files.readSymbolicLink(restored.resolve("bin/up"))).isEqualTo(Path.of("../a"));
    assertThat(nix.ask(new byte[0], "nix-store", "--dump", restored.toString())).isEqualTo(ours);
  }

  /// The stream that `nix-store --export` would make, with our NAR and our path in it.
  @Test
  void nixTakesWhatWeWriteUnderThePathThatWeSay() throws Exception {
    byte[] ours = nar(everything());
    var path = StorePath.ofSource(Digest.of(ours), "imported");
    var stream = new ByteArrayOutputStream();
    stream.writeBytes(number(1));
    stream.writeBytes(ours);
    stream.writeBytes(number(0x4558494e));
    stream.writeBytes(NaiveNar.of(path));
    stream.writeBytes(number(0)); // references
    stream.writeBytes(NaiveNar.of("")); // deriver
    stream.writeBytes(number(0)); // signature
    stream.writeBytes(number(0));
    assertThat(new String(nix.ask(stream.toByteArray(), "nix-store", "--import"), UTF_8).strip())
        .isEqualTo(path.path());
    nix.ask(new byte[0], "nix-store", "--verify-path", path.path());
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }

  @Test
  void whatNixDumpsIsRead() throws Exception {
    byte[] dumped = nix.ask(new byte[0], "nix-store", "--dump", source(everything()).toString());
    var again = new ByteArrayOutputStream();
    var writer = new NarWriter(again);
    new NarReader(new ByteArrayInputStream(dumped), dumped.length).walk(writer);
    writer.finish();
    assertThat(again.toByteArray()).isEqualTo(dumped);
  }

  private Path expressions(String name) throws Exception {
    var expressions = directory.resolve(name);
    try (var resource = RealNixTest.class.getResourceAsStream(name)) {
      Files.write(expressions, Objects.requireNonNull(resource).readAllBytes());
    }
    Files.createDirectories(directory.resolve("tools"));
    Files.copy(RealNix.busybox(), directory.resolve("tools/busybox"));
    Files.write(directory.resolve("raw"), "a\u00ff\u00feb\u0001\u007f".getBytes(ISO_8859_1));
    return expressions;
  }

  private Derivation derivation(StorePath path) {
    try {
      return Derivation.parse(Files.readAllBytes(nix.file(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void derivationsAreReadAndTheirPathsAndOutputsComputed() throws Exception {
    var file = expressions("derivations.nix");
    var made = new TreeSet<>(nix.lines("nix-instantiate", file.toString()));
    assertThat(made).hasSize(15);
    var hashes = new DerivationHashes(this::derivation);
    var seen = new TreeSet<StorePath>();
    for (String drv : made) {
      for (String needed : nix.lines("nix-store", "--query", "--requisites", drv)) {
        var path = new StorePath(needed);
        if (!path.isDerivation() || !seen.add(path)) {
          continue;
        }
        byte[] bytes = Files.readAllBytes(nix.file(path));
        var derivation = Derivation.parse(bytes);
        assertThat(derivation.encode()).isEqualTo(bytes);
        assertThat(derivation.path(path.name().replaceFirst("\\.drv$", ""))).isEqualTo(path);
        var declared = new TreeMap<String, StorePath>();
        derivation
            .outputs()
            .forEach((name, output) ->
                declared.put(
                    name,
                    switch (output) {
                      case Output.InputAddressed(var out) -> out;
                      case Output.Fixed(var out, _, _) -> out;
                      case Output.Open _ -> throw new AssertionError(path + " is open");
                    }));
        assertThat(hashes.outputPaths(path)).as(path.name()).contains(declared);
      }
    }
    assertThat(seen).hasSizeGreaterThan(70);
  }

  @Test
  void whatOnlyTheBuildTellsIsNotTold() throws Exception {
    var hashes = new DerivationHashes(this::derivation);
    var file = expressions("open.nix");
    for (String drv : nix.lines("nix-instantiate", file.toString())) {
      assertThat(hashes.outputPaths(new StorePath(drv))).as(drv).isEmpty();
    }
  }

  @Test
  void aNarinfoIsReadWrittenAndItsSignatureVerified() throws Exception {
    var source = source(new MadeTree().put("file", "content\n"));
    var path = nix.text("nix-store", "--add", source.toString());
    var key = directory.resolve("key");
    nix.text(
        "nix-store",
        "--generate-binary-cache-key",
        "cache.example-1",
        key.toString(),
        key + ".pub");
    var text = expressions("derivations.nix");
    var drv = nix.lines("nix-instantiate", text.toString(), "-A", "uses").getFirst();
    var cache = directory.resolve("cache");
    String to = "file://" + cache + "?compression=none&secret-key=" + key;
    nix.text("nix", "copy", "--to", to, path);
    nix.text("nix", "copy", "--derivation", "--to", to, drv);
    int references = 0;
    var hosts = Files.readString(key.resolveSibling("key.pub")).strip().split(":", 2);
    try (var files = Files.newDirectoryStream(cache, "*.narinfo")) {
      for (Path file : files) {
        String written = Files.readString(file);
        var info = NarInfo.parse(written);
        assertThat(info.encode()).isEqualTo(written);
        assertThat(file).hasFileName(info.path().hashPart() + ".narinfo");
        references += info.references().size();
        assertThat(info.signatures())
            .singleElement()
            .satisfies(signature -> {
              assertThat(signature.key()).isEqualTo(hosts[0]);
              var verifier = Signature.getInstance("Ed25519");
              verifier.initVerify(publicKey(Base64.getDecoder().decode(hosts[1])));
              verifier.update(info.fingerprint().getBytes(UTF_8));
              assertThat(verifier.verify(Base64.getDecoder().decode(signature.signature())))
                  .isTrue();
            });
        byte[] nar = Files.readAllBytes(cache.resolve(info.url()));
        var digest = new NarDigest();
        var writer = new NarWriter(digest);
        new NarReader(new ByteArrayInputStream(nar), info.nar().size()).walk(writer);
        writer.finish();
        assertThat(digest.summary()).isEqualTo(info.nar());
        assertThat(info.fileDigest()).contains(Digest.of(nar));
      }
    }
    assertThat(references).isGreaterThan(4);
  }

  /// Of the 32 bytes of RFC 8032: the sign of x in the highest bit, y in the others, little-endian.
  private static PublicKey publicKey(byte[] raw) throws Exception {
    var reversed = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      reversed[i] = raw[raw.length - 1 - i];
    }
    boolean odd = (reversed[0] & 0x80) != 0;
    reversed[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, reversed))));
  }

  @Seeds(3)
  void hashesAreWrittenAsNixWritesThem(long seed) throws Exception {
    var bytes = new byte[Digest.SIZE_BYTES];
    new Random(seed).nextBytes(bytes);
    var digest = Digest.at(bytes, 0);
    assertThat(nix.text("nix-hash", "--type", "sha256", "--to-base32", digest.hex()))
        .isEqualTo(Nix32.encode(bytes));
    assertThat(nix.text("nix-hash", "--type", "sha256", "--to-base16", Nix32.encode(bytes)))
        .isEqualTo(digest.hex());
  }
}
