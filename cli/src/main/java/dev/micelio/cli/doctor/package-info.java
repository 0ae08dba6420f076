/// Doctor: finds out whether what mic stands on is sound, and says what it saw.
///
/// Start reading at [dev.micelio.cli.doctor.DoctorObjects].
@NullMarked
package dev.micelio.cli.doctor;

import org.jspecify.annotations.NullMarked;
