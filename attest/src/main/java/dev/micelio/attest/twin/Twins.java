package dev.micelio.attest.twin;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements that one run gives, made when they are asked for and once: however many twins a
/// record names, the work is bounded by its checks. For one thread.
public final class Twins {
  private final CheckRun run;
  private final String cti;
  private @Nullable Digest testResult;
  private @Nullable Set<Digest> provenance;

  /// The cti is 32 hexadecimal digits.
  public Twins(CheckRun run, String cti) {
    this.run = run;
    this.cti = cti;
  }

  /// Whether the run gives a statement of this type with this digest.
  public boolean gives(CheckRun.TwinDigest twin) {
    return switch (twin.type()) {
      case InToto.TEST_RESULT -> twin.sha256().equals(testResult());
      case InToto.PROVENANCE -> provenance().contains(twin.sha256());
      default -> false;
    };
  }

  /// All of them: the test result, then the provenance of each output in the order of the record.
  public List<InToto> all() {
    return Stream.concat(
            Stream.of(InToto.testResult(run, cti)), InToto.provenance(run, cti).stream())
        .toList();
  }

  private Digest testResult() {
    if (testResult == null) {
      testResult = InToto.testResult(run, cti).sha256();
    }
    return testResult;
  }

  private Set<Digest> provenance() {
    if (provenance == null) {
      provenance = new HashSet<>();
      for (var statement : InToto.provenance(run, cti)) {
        provenance.add(statement.sha256());
      }
    }
    return provenance;
  }
}
