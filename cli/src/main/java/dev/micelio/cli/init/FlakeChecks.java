package dev.micelio.cli.init;

import dev.micelio.cli.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Knows which checks a flake has.
@FunctionalInterface
public interface FlakeChecks {
  /// The names below `checks.<system>`; nothing when that can not be found out here.
  Optional<List<String>> names(Call call, Path directory, String system);
}
