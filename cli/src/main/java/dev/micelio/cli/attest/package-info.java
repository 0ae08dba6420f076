/// The commands `mic attest …`: what attestations say, and whether they can be believed.
///
/// Start reading at [dev.micelio.cli.attest.AttestVerify].
@NullMarked
package dev.micelio.cli.attest;

import org.jspecify.annotations.NullMarked;
