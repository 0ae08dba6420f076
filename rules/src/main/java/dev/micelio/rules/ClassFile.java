package dev.micelio.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A compiled class and every class that it names: in code, signatures, annotations and throws
/// clauses.
record ClassFile(String name, Set<String> names) {
  /// How a class stands in a descriptor or a generic signature.
  private static final Pattern TYPE = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+)[;<]");

  static ClassFile read(Path file) {
    ClassModel model;
    try {
      model = java.lang.classfile.ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var names = new TreeSet<String>();
    for (var entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> collect("L" + type.asInternalName() + ";", names);
        case Utf8Entry text -> collect(text.stringValue(), names);
        default -> {}
      }
    }
    return new ClassFile(model.thisClass().asInternalName().replace('/', '.'), names);
  }

  private static void collect(String text, Set<String> names) {
    var types = TYPE.matcher(text);
    while (types.find()) {
      names.add(types.group(1).replace('/', '.'));
    }
  }
}
