package dev.micelio.core.objects.fitness;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Finds out by trying whether an object store may be trusted. It writes below a scratch prefix,
/// which is empty again when it returns; `progress` is told what it looks at.
public final class FitnessProbe {
  private static final int CALLS_PER_REPEAT = 3;

  private final Env env;
  private final Effort effort;
  private final Consumer<String> progress;
  private final Scratch scratch;

  /// Works under `fitness/` in the part of the object store whose keys begin with `below` (empty,
  /// or with `/` at its end).
  public FitnessProbe(
      ObjectStore objects, Env env, String below, Effort effort, Consumer<String> progress) {
    this.env = env;
    this.effort = effort;
    this.progress = progress;
    this.scratch = new Scratch(objects, env, below);
  }

  /// Looks at every property. An object store that can not be reached, does not let us in or does
  /// not answer clearly is a [Problem], not a finding.
  public Fitness run() {
    long start = env.nanos();
    try {
      var reading = new Reading(scratch, effort);
      long clockAheadMillis = reading.clockAheadMillis();
      scratch.cleanForgotten(env.nowMillis() + clockAheadMillis);
      progress.accept("latency");
      int calls = CALLS_PER_REPEAT * effort.repeats();
      var put = reading.putLatency(calls);
      var get = reading.getLatency(calls);
      var findings = findings(reading);
      return new Fitness(findings, put, get, clockAheadMillis, (env.nanos() - start) / 1_000_000);
    } finally {
      progress.accept("cleaning up");
      scratch.clean();
    }
  }

  private List<Finding> findings(Reading reading) {
    var findings = new ArrayList<Finding>();
    looks(reading)
        .forEach((property, look) -> {
          progress.accept(property.code());
          findings.add(finding(property, look));
        });
    return findings;
  }

  private SequencedMap<Property, Supplier<Finding>> looks(Reading reading) {
    var stale = new StaleVersions(scratch, effort);
    var listing = new Listing(scratch, effort);
    var deleting = new Deleting(scratch, effort);
    var signed = new Signed(scratch, effort);
    var looks = new LinkedHashMap<Property, Supplier<Finding>>();
    looks.put(Property.ABSENT_RACE, () -> new AbsentRace(scratch, effort).run());
    looks.put(Property.VERSION_RACE, () -> new VersionRace(scratch, effort).run());
    looks.put(Property.WRONG_VERSION, stale::wrongVersion);
    looks.put(Property.VERSION_OF_NOTHING, stale::versionOfNothing);
    looks.put(Property.READ_AFTER_WRITE, reading::afterWrite);
    looks.put(Property.WHOLE_BODIES, reading::wholeBodies);
    looks.put(Property.LIST_AFTER_WRITE, listing::afterWrite);
    looks.put(Property.LIST_ORDER, listing::order);
    looks.put(Property.RANGES, reading::ranges);
    looks.put(Property.SIGNED_GET, signed::get);
    looks.put(Property.SIGNED_PUT, signed::put);
    looks.put(Property.SIGNED_SCOPE, signed::scope);
    if (effort.expiryMax().isPositive()) {
      looks.put(Property.SIGNED_EXPIRY, signed::expiry);
    }
    looks.put(Property.DELETE, deleting::delete);
    looks.put(Property.CONDITIONAL_DELETE, deleting::conditional);
    return looks;
  }

  /// What the object store says is damaged or wrong with a call that is allowed is a broken
  /// promise.
  private static Finding finding(Property property, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (Problem e) {
      return switch (e.kind()) {
        case INVALID, CORRUPT -> property.broken(e.what());
        case DENIED, UNAVAILABLE, BUG, INTERRUPTED -> throw e;
      };
    }
  }
}
