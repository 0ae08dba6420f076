package dev.micelio.core.landing;

import java.util.List;

/// Whether a proposed landing may be. It is asked again, on what is then the head, whenever another
/// landing came first; so it decides by the proposal alone and keeps nothing.
public interface Judge {
  /// For projects that ask for no proof.
  Judge ALL = _ -> new Verdict.Allowed(List.of());

  Verdict judge(Proposal proposal);
}
