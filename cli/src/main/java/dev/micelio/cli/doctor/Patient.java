package dev.micelio.cli.doctor;

import dev.micelio.cli.Call;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.S3Address;
import dev.micelio.s3.S3ObjectStore;
import dev.micelio.s3.S3Settings;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private static final String DIRECTORY = "dir:";
  private static final String S3 = "s3:";

  /// The directory itself, its format, its locks, and the folders for objects and temporary files.
  private static final int FILES_WITHOUT_OBJECTS_MAX = 5;

  static Patient of(Call call) {
    String name = call.given().matchedPositionalValue(0, "");
    if (name.startsWith(DIRECTORY)) {
      refuseS3Options(call);
      return directory(call, name);
    }
    if (name.startsWith(S3)) {
      return Bucket.open(call, name);
    }
    throw new Problem(
        Problem.Kind.INVALID,
        "cli.bad-objects",
        "not an object store: \"" + name + "\"",
        "write dir:PATH or s3://BUCKET/PREFIX");
  }

  private static void refuseS3Options(Call call) {
    for (var option : call.given().matchedOptions()) {
      if (option.longestName().startsWith("--s3-")) {
        throw new Problem(
            Problem.Kind.INVALID,
            "cli.usage",
            option.longestName() + " says nothing about a directory",
            "leave it out, or name s3://BUCKET");
      }
    }
  }

  /// A directory that does not exist is made for the time of the examination: to look at it, one
  /// need not have it yet, and a doctor leaves nothing behind.
  private static Patient directory(Call call, String name) {
    var directory = call.path(name.substring(DIRECTORY.length()));
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
          name,
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
    static Patient open(Call call, String name) {
      var address = S3Address.parse(name);
      String endpoint = call.given().matchedOptionValue("--s3-endpoint", "");
      var settings =
          S3Settings.of(address, endpoint.isEmpty() ? null : S3Address.endpoint(endpoint));
      @Nullable String region = call.given().matchedOptionValue("--s3-region", (String) null);
      if (region != null) {
        settings = settings.in(region);
      }
      if (call.given().hasMatchedOption("--s3-path-style")) {
        settings = settings.withPathStyle(true);
      }
      var objects = S3ObjectStore.openToExamine(call.env(), settings, address.prefix());
      String below = address.prefix().isEmpty() ? "" : address.prefix() + "/";
      return new Patient(name, objects, below, objects.dialect().broken(), () -> {});
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
