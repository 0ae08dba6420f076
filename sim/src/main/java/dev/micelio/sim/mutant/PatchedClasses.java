package dev.micelio.sim.mutant;

import dev.micelio.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// All classes of ours once more, apart from those that run here, with one source file patched.
final class PatchedClasses extends ClassLoader {
  private static final String OURS = "dev.micelio.";

  private final Map<String, byte[]> patched;

  private PatchedClasses(Map<String, byte[]> patched) {
    super(PatchedClasses.class.getClassLoader());
    this.patched = patched;
  }

  /// `sources` is the folder that the mutant's file is named in.
  static PatchedClasses of(Mutant mutant, Path sources) {
    return new PatchedClasses(compile(mutant.file(), patch(mutant, sources)));
  }

  /// The snippet must be there exactly once: when the code has changed, so must the mutant.
  static String patch(Mutant mutant, Path sources) {
    var file = sources.resolve(mutant.file());
    try {
      String source = Files.readString(file);
      int at = source.indexOf(mutant.snippet());
      if (at < 0 || source.indexOf(mutant.snippet(), at + 1) >= 0) {
        throw new Problem(
            Problem.Kind.INVALID,
            "sim.mutant-gone",
            "%s does not have once what the planted bug \"%s\" replaces: %s"
                .formatted(mutant.file(), mutant.name(), mutant.snippet()),
            "plant it anew in Mutants.java, in the code as it is now");
      }
      return source.substring(0, at)
          + mutant.replacement()
          + source.substring(at + mutant.snippet().length());
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.INVALID,
          "sim.no-sources",
          "the source " + file + " can not be read: " + e.getMessage(),
          "run it in a checkout, with -Dproject.root=… where it is",
          e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = patched.get(name);
    if (bytes == null) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        bytes = in.readAllBytes();
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private static Map<String, byte[]> compile(String file, String source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    var classes = new HashMap<String, ByteArrayOutputStream>();
    try (var files = new InMemory(compiler, classes)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-proc:none", "-nowarn", "-cp", classPath()),
                  null,
                  List.of(new Source(file, source)))
              .call();
      if (!compiled) {
        throw new Problem(
            Problem.Kind.BUG,
            "sim.mutant-not-java",
            file + " does not compile with the planted bug: " + messages,
            "correct the mutant in Mutants.java");
      }
    } catch (IOException e) {
      throw new IllegalStateException("nothing is written outside of memory", e);
    }
    var bytes = new HashMap<String, byte[]>();
    classes.forEach((name, written) -> bytes.put(name, written.toByteArray()));
    return bytes;
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaCompiler compiler, Map<String, ByteArrayOutputStream> classes) {
      super(compiler.getStandardFileManager(null, null, null));
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          classes.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
