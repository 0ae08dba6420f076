package dev.micelio.cli.objects;

import dev.micelio.cli.Call;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.S3Address;
import dev.micelio.s3.S3Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

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
    spec.addOption(
        text("--s3-endpoint", "URL", "where the S3 server is, unless it is AWS").build());
    spec.addOption(
        text("--s3-region", "REGION", "the region that requests are signed for").build());
    spec.addOption(
        OptionSpec.builder("--s3-path-style")
            .description("the bucket in the path, not in the host name")
            .build());
  }

  private static OptionSpec.Builder text(String name, String label, String description) {
    return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
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
