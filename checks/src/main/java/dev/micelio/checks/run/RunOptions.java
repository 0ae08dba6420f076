package dev.micelio.checks.run;

/// How a run is wanted.
///
/// @param force runs what is proved, too
/// @param retry runs what is known to fail
/// @param cache looks results up and keeps them
/// @param jobs how many checks run at once
public record RunOptions(boolean force, boolean retry, boolean cache, int jobs) {
  public static final int JOBS_MAX = 256;
}
