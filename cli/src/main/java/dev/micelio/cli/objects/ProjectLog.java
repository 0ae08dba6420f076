package dev.micelio.cli.objects;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.prefixed.PrefixedObjectStore;
import dev.micelio.core.objects.retrying.RetryPolicy;
import dev.micelio.core.objects.retrying.RetryingObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.s3.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// The project that a call names, opened: its own objects and its log. One of which nothing is kept
/// is refused, because its id is more often mistaken than meant.
public record ProjectLog(ProjectId id, ObjectStore objects, LandingLog log)
    implements AutoCloseable {

  public static void describe(CommandSpec spec) {
    Parameters.required(spec, "--objects", "ADDRESS", ObjectsAddress.SHAPE);
    Parameters.required(spec, "--project", "ID", "the project's id, 32 hexadecimal digits");
    ObjectsAddress.describeS3(spec);
  }

  public static ProjectLog open(Call call) {
    var id = ProjectId.parse(call.given().matchedOptionValue("--project", ""));
    var address = ObjectsAddress.of(call, call.given().matchedOptionValue("--objects", ""));
    var whole =
        switch (address) {
          case ObjectsAddress.Directory directory -> directory(call, directory, id);
          case ObjectsAddress.Bucket bucket -> Bucket.open(call, bucket);
        };
    try {
      String before =
          address instanceof ObjectsAddress.Bucket bucket && !bucket.prefix().isEmpty()
              ? bucket.prefix() + "/"
              : "";
      var objects = new PrefixedObjectStore(whole, prefix(before, id));
      if (objects.list("", "", 1).entries().isEmpty()) {
        throw nothing(address, id);
      }
      return new ProjectLog(id, objects, new LandingLog(call.env(), objects));
    } catch (RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /// As a key, which has no `/` at its end.
  private static Key prefix(String before, ProjectId id) {
    String prefix = before + ProjectKeys.prefix(id);
    return new Key(prefix.substring(0, prefix.length() - 1));
  }

  /// Whoever looks at objects makes no place for them.
  private static ObjectStore directory(
      Call call, ObjectsAddress.Directory address, ProjectId project) {
    if (!Files.isDirectory(address.path())) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.no-directory",
          "there is no directory " + address.path(),
          "name the directory that objects are kept in");
    }
    if (isEmpty(address.path())) {
      throw nothing(address, project);
    }
    // nothing is signed here, so nothing has to listen
    var urls = SignedUrls.withFreshSecret(call.env(), URI.create("http://127.0.0.1/"));
    return DirectoryObjectStore.open(call.env(), address.path(), urls);
  }

  private static boolean isEmpty(Path directory) {
    try (var files = Files.newDirectoryStream(directory)) {
      return !files.iterator().hasNext();
    } catch (IOException _) {
      return false; // opening it says what is wrong with it
    }
  }

  private static Problem nothing(ObjectsAddress address, ProjectId id) {
    return new Problem(
        Problem.Kind.INVALID,
        "cli.no-project",
        "%s holds nothing of a project %s".formatted(address.name(), id),
        "correct the address or the id");
  }

  /// Apart from the rest, so that the SDK is loaded only for S3.
  private static final class Bucket {
    static ObjectStore open(Call call, ObjectsAddress.Bucket address) {
      var objects = S3ObjectStore.open(call.env(), address.settings(), address.prefix());
      return new RetryingObjectStore(call.env(), objects, RetryPolicy.USUAL);
    }
  }

  @Override
  public void close() {
    objects.close();
  }
}
