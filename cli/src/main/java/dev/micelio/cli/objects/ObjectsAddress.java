package dev.micelio.cli.objects;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.S3Address;
import dev.micelio.s3.S3Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// An object store as the user named it.
public sealed interface ObjectsAddress {
  /// What every help says of an address.
  String SHAPE = "dir:PATH or s3://BUCKET[/PREFIX]";

  /// As it was written.
  String name();

  record Directory(String name, Path path) implements ObjectsAddress {}

  /// Not looked into before it is opened, so that the SDK is loaded only for S3.
  record Bucket(String name, String endpoint, @Nullable String region, boolean pathStyle)
      implements ObjectsAddress {

    /// The part of the bucket that is meant, without `/` at its end; empty for all of it.
    public String prefix() {
      return S3Address.parse(name).prefix();
    }

    public S3Settings settings() {
      var address = S3Address.parse(name);
      var settings =
          S3Settings.of(address, endpoint.isEmpty() ? null : S3Address.endpoint(endpoint));
      if (region != null) {
        settings = settings.in(region);
      }
      return pathStyle ? settings.withPathStyle(true) : settings;
    }
  }

  /// The options that say how to get at S3.
  static void describeS3(CommandSpec spec) {
    Parameters.text(spec, "--s3-endpoint", "URL", "where the S3 server is, unless it is AWS");
    Parameters.text(spec, "--s3-region", "REGION", "the region that requests are signed for");
    Parameters.flag(spec, "--s3-path-style", "the bucket in the path, not in the host name");
  }

  /// Reads an address that was given to a command which has the options of [#describeS3].
  static ObjectsAddress of(Call call, String name) {
    if (name.startsWith("dir:")) {
      refuseS3Options(call);
      return new Directory(name, call.path(name.substring("dir:".length())));
    }
    if (name.startsWith("s3:")) {
      return new Bucket(
          name,
          call.given().matchedOptionValue("--s3-endpoint", ""),
          call.given().matchedOptionValue("--s3-region", (String) null),
          call.given().hasMatchedOption("--s3-path-style"));
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
}
