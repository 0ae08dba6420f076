package dev.micelio.gate.mutant;

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
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The classes of the gate and of its tests once more, apart from those that run here, with one
/// source file patched. What the gate stands on is shared.
final class PatchedClasses extends ClassLoader {
  private static final String GATE = "dev.micelio.gate.";
  private static final Path SOURCES =
      Path.of(System.getProperty("project.root", ".."), "gate/src/main/java");
  private static final Map<String, byte[]> AS_BUILT = new ConcurrentHashMap<>();

  /// Opened once for each thread: to open all jars again takes longer than to compile.
  private static final ThreadLocal<JavaFileManager> LIBRARIES =
      ThreadLocal.withInitial(
          () -> ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null));

  private final Map<String, byte[]> patched;

  private PatchedClasses(Map<String, byte[]> patched) {
    super(PatchedClasses.class.getClassLoader());
    this.patched = patched;
  }

  /// Nothing is patched.
  static PatchedClasses none() {
    return new PatchedClasses(Map.of());
  }

  static PatchedClasses with(Mutant mutant) {
    return new PatchedClasses(compile(mutant, mutant.patch(source(mutant.file()))));
  }

  static String source(String file) {
    try {
      return Files.readString(SOURCES.resolve(file));
    } catch (IOException e) {
      throw new AssertionError("the source " + file + " can not be read", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(GATE)) {
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
      bytes = AS_BUILT.get(name);
    }
    if (bytes == null) {
      bytes = asBuilt(name);
      AS_BUILT.put(name, bytes);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] asBuilt(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static Map<String, byte[]> compile(Mutant mutant, String source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    var classes = new HashMap<String, ByteArrayOutputStream>();
    boolean compiled =
        compiler
            .getTask(
                messages,
                new InMemory(LIBRARIES.get(), classes),
                null,
                List.of("-proc:none", "-nowarn", "-implicit:none", "-cp", classPath()),
                null,
                List.of(new Source(mutant.file(), source)))
            .call();
    if (!compiled) {
      throw new AssertionError("the mutant \"" + mutant.name() + "\" is no Java: " + messages);
    }
    var bytes = new HashMap<String, byte[]>();
    classes.forEach((name, written) -> bytes.put(name, written.toByteArray()));
    return bytes;
  }

  static String classPath() {
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

    InMemory(JavaFileManager libraries, Map<String, ByteArrayOutputStream> classes) {
      super(libraries);
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
