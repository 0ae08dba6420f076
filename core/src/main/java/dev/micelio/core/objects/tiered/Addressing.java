package dev.micelio.core.objects.tiered;

import dev.micelio.core.objects.Key;
import java.util.Optional;

/// Knows which keys are content-addressed. A key it recognises never has other bytes than those its
/// proof holds for; of heads, logs and whatever else may change it knows nothing.
@FunctionalInterface
public interface Addressing {
  Optional<Proof> proof(Key key);
}
