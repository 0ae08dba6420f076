/// Text: what strangers wrote, as it is shown to people; and what people mistyped.
///
/// Invariants. Each one is a method of `TextInvariantsTest`, named by its number:
/// 1. Whatever a stranger wrote, what is shown of it is letters that print: nothing that a terminal
///    obeys, nothing that hides or turns other text, no end of a line.
/// 2. Text in quotes is the one that a reader of JSON gets back.
/// 3. What is shown in a message has a bound.
/// 4. Words are as far apart as there are slips between them, whichever comes first.
///
/// Start reading at [dev.micelio.core.text.Shown].
@NullMarked
package dev.micelio.core.text;

import org.jspecify.annotations.NullMarked;
