package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/// A path right in the store: `/nix/store/<hash>-<name>`. Only the store at `/nix/store` is known
/// here.
public record StorePath(String path) implements Comparable<StorePath> {
  public static final String DIRECTORY = "/nix/store";

  /// Without the hash.
  public static final int NAME_MAX = 211;

  private static final String PREFIX = DIRECTORY + "/";
  private static final int HASH_LENGTH = 32;
  private static final int HASH_BYTES = 20;
  private static final String DERIVATION = ".drv";

  public StorePath {
    String fault = fault(path);
    if (!fault.isEmpty()) {
      throw bad(path, fault);
    }
  }

  public static StorePath parse(String path) {
    return new StorePath(path);
  }

  /// Of a base name: what stands in a narinfo's references.
  public static StorePath ofBaseName(String baseName) {
    return new StorePath(PREFIX + baseName);
  }

  /// Of what was added to the store by its content, references to other paths left out.
  public static StorePath ofSource(Digest nar, String name) {
    return make("source", nar, name);
  }

  /// Of a text that was added to the store, as derivations are.
  public static StorePath ofText(String name, String text, Collection<StorePath> references) {
    return ofText(name, text.getBytes(UTF_8), references);
  }

  static StorePath ofText(String name, byte[] text, Collection<StorePath> references) {
    var type = new StringBuilder("text");
    new TreeSet<>(references).forEach(reference -> type.append(':').append(reference.path));
    return make(type.toString(), Digest.of(text), name);
  }

  /// What Nix derives every path from: a type, a hash, and the name.
  static StorePath make(String type, Digest hash, String name) {
    byte[] whole =
        Digest.of((type + ":" + hash + ":" + DIRECTORY + ":" + name).getBytes(UTF_8)).bytes();
    var folded = new byte[HASH_BYTES];
    for (int i = 0; i < whole.length; i++) {
      folded[i % HASH_BYTES] ^= whole[i];
    }
    return new StorePath(PREFIX + Nix32.encode(folded) + "-" + name);
  }

  /// Behind the hash.
  public String name() {
    return path.substring(PREFIX.length() + HASH_LENGTH + 1);
  }

  public String hashPart() {
    return path.substring(PREFIX.length(), PREFIX.length() + HASH_LENGTH);
  }

  public String baseName() {
    return path.substring(PREFIX.length());
  }

  public boolean isDerivation() {
    return path.endsWith(DERIVATION) && name().length() > DERIVATION.length();
  }

  /// Of what a derivation builds: its own name without `.drv`.
  String derivedName() {
    return name().substring(0, name().length() - DERIVATION.length());
  }

  private static String fault(String path) {
    if (!path.startsWith(PREFIX)) {
      return "it does not begin with " + PREFIX;
    }
    int dash = PREFIX.length() + HASH_LENGTH;
    if (path.length() <= dash
        || path.charAt(dash) != '-'
        || !path.substring(PREFIX.length(), dash).chars().allMatch(Nix32::isDigit)) {
      return "behind that, 32 characters of a hash and a dash are missing";
    }
    String name = path.substring(dash + 1);
    if (name.isEmpty() || name.length() > NAME_MAX) {
      return "its name is not 1 to " + NAME_MAX + " characters long";
    }
    if (!name.chars().allMatch(StorePath::isOfName)) {
      return "its name has other characters than a-z A-Z 0-9 + - . _ ? =";
    }
    if (List.of(".", "..").contains(name.split("-", 2)[0])) {
      return "its name begins as the directories . and .. do";
    }
    return "";
  }

  private static boolean isOfName(int letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || "+-._?=".indexOf(letter) >= 0;
  }

  private static Problem bad(String path, String fault) {
    return new Problem(
        Problem.Kind.INVALID,
        "nix.bad-store-path",
        "not a path in Nix's store: " + Shown.text(path) + ": " + fault,
        "give it as `nix-store` prints it, such as "
            + PREFIX
            + String.join("", Collections.nCopies(HASH_LENGTH, "0"))
            + "-hello");
  }

  @Override
  public int compareTo(StorePath other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
