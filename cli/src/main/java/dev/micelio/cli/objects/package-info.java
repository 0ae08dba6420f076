/// Objects: how the user names an object store, for every command that works on one.
///
/// An *address* is what the user writes: `dir:PATH` or `s3://BUCKET[/PREFIX]`, with the options
/// that say how to get at S3. Reading one opens nothing. With the id of a project it is the
/// *project's log*, opened: all that lies there of this project.
///
/// Start reading at [dev.micelio.cli.objects.ObjectsAddress].
@NullMarked
package dev.micelio.cli.objects;

import org.jspecify.annotations.NullMarked;
