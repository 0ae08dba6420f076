package dev.micelio.core.env;

/// What the strands of one world are made of. Which it is changes how fast a world runs, never what
/// happens in it.
interface Strands {

  /// One that runs `work` when it is handed the baton for the first time.
  Strand strand(String name, String machine, Runnable work);

  /// Hands the baton to `first` and returns when the world is idle.
  void drive(Strand first, World world);

  /// The last strand has left.
  void idle();

  /// Whether the run was interrupted from outside.
  boolean interrupted();

  /// The fastest kind that this JVM allows, unless `-Dmicelio.env.strands=threads` asks for the
  /// other.
  static Strands fastest() {
    boolean threads = "threads".equals(System.getProperty("micelio.env.strands"));
    return ContinuationStrands.isAvailable() && !threads
        ? new ContinuationStrands()
        : new ThreadStrands();
  }
}
