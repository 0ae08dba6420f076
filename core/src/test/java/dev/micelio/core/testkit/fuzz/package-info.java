/// Fuzzing: inputs nobody thought of, made from those that somebody did. docs/fuzzing.md.
///
/// A *target* takes bytes, throws when a property is broken, and answers with *feedback*: a value
/// for what kind of behaviour it was. An input with feedback that no other had is kept, and changed
/// further: that is the guidance. A *mutator* makes one input of two. A *finding* is an input that
/// breaks a property, cut down as far as it goes on doing so.
///
/// Start reading at [dev.micelio.core.testkit.fuzz.Fuzz].
@NullMarked
package dev.micelio.core.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
