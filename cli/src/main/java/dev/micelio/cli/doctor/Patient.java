package dev.micelio.cli.doctor;

import dev.micelio.cli.Call;
import dev.micelio.cli.objects.ObjectsAddress;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.S3ObjectStore;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The object store under examination, as the user named it.
///
/// @param below where in it the probe may work: empty, or a prefix with `/` at its end
/// @param brokenAtOpening what it was seen to break when it was opened, in sentences
record Patient(
    String name,
    ObjectStore objects,
    String below,
    List<String> brokenAtOpening,
    AutoCloseable beside)
    implements AutoCloseable {
  /// The directory itself, its format, its locks, and the folders for objects and temporary files.
  private static final int FILES_WITHOUT_OBJECTS_MAX = 5;

  static Patient of(Call call) {
    String name = call.given().matchedPositionalValue(0, "");
    return switch (ObjectsAddress.of(call, name)) {
      case ObjectsAddress.Directory address -> directory(call, address);
      case ObjectsAddress.Bucket address -> Bucket.open(call, address);
    };
  }

  /// A directory that does not exist is made for the time of the examination: to look at it, one
  /// need not have it yet, and a doctor leaves nothing behind.
  private static Patient directory(Call call, ObjectsAddress.Directory address) {
    var directory = address.path();
    boolean isNew = Files.notExists(directory);
    if (isNew && !Files.isDirectory(directory.resolveSibling("."))) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.no-directory",
          "there is no directory to make " + directory + " in",
          "name a directory that exists, or one to be made in one that exists");
    }
    var endpoint = new SignedUrlEndpoint(call.env());
    try {
      var objects = DirectoryObjectStore.open(call.env(), directory, endpoint.urls());
      endpoint.serve(objects);
      return new Patient(
          address.name(),
          objects,
          "",
          List.of(),
          () -> {
            endpoint.close();
            if (isNew) {
              removeEmptied(directory);
            }
          });
    } catch (RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  /// Removes what an object store of no objects consists of. Where there is an object after all,
  /// because somebody else began to use the directory, it stays with all that it needs.
  private static void removeEmptied(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      var all = files.sorted(Comparator.reverseOrder()).toList();
      if (all.size() <= FILES_WITHOUT_OBJECTS_MAX) {
        for (var file : all) {
          Files.delete(file);
        }
      }
    } catch (DirectoryNotEmptyException _) {
      // somebody uses it
    }
  }

  /// Apart from the rest, so that the SDK is loaded only for S3.
  private static final class Bucket {
    static Patient open(Call call, ObjectsAddress.Bucket address) {
      String prefix = address.prefix();
      var objects = S3ObjectStore.openToExamine(call.env(), address.settings(), prefix);
      String below = prefix.isEmpty() ? "" : prefix + "/";
      return new Patient(address.name(), objects, below, objects.dialect().broken(), () -> {});
    }
  }

  @Override
  public void close() {
    objects.close();
    try {
      beside.close();
    } catch (Exception e) {
      throw new IllegalStateException("the endpoint beside " + name + " does not close", e);
    }
  }
}
