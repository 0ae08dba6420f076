package dev.micelio.sim.story;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.objects.faulty.FaultyObjectStore;
import dev.micelio.core.objects.faulty.StaleCache;
import dev.micelio.core.project.ProjectKeys;

/// The object store as one process sees it. Only the head may be stale: nothing is decided by it.
final class View {
  private final FaultyObjectStore faulty;
  private final ObjectStore objects;

  /// `network` is nobody's machine: a request that is under way does not die with who sent it.
  View(Env network, ObjectStore truth, Scenario scenario, Tally tally) {
    faulty = new FaultyObjectStore(network, truth, scenario.faults(), tally::count);
    objects =
        new StaleCache(network, faulty, scenario.chance(Dial.STALE_HEAD), ProjectKeys.HEAD::equals);
  }

  ObjectStore objects() {
    return objects;
  }

  void heal() {
    faulty.become(Faults.NONE);
  }
}
