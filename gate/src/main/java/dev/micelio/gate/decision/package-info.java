/// Decision: the gate.
///
/// A *candidate* is a tree that would follow another. The gate reads the *policy* of the tree
/// before, and decides by what is *admitted*: a *testimony* is one record of a verified run, and
/// *counts* if it is as the policy wants it, about the very files that would land. Enough
/// testimonies that count under one check key are a *proof*. The answer is a *verdict* with every
/// reason (docs/gate.md).
///
/// Invariants. Each one is a method of `DecisionInvariantsTest`, named by its number:
/// 1. The policy of the tree before decides, whatever the change says about itself.
/// 2. A base without a gate lets everything land but a mic.toml that would stop all that follows.
/// 3. What can not be read as a policy lets nothing land; what can not be read at all is thrown.
/// 4. No edition of a policy comes back.
/// 5. A policy changes only with the owners of the old one behind these very bytes or this landing.
/// 6. A new policy is one, of the same project, of a later version, and somebody can change it.
/// 7. Nothing lands under a name that some machine takes for mic.toml or .mic.
/// 8. Of more attestations than the bounds say none is read, and nothing lands.
/// 9. Rules of paths add checks and signers, for every path of a change, those that go included.
/// 10. A testimony counts only as the definition has it, and for the files that would land.
/// 11. A testimony counts only from an environment, of an age and after attempts that the policy
///     takes.
/// 12. Thresholds count principals, orgs or machines under one key; never keys or attestations.
/// 13. A trusted failure under the same key stands against a proof until its signer takes it back
///     or a person stands behind the result.
/// 14. Every check that is not proved has all its reasons, each with the check's name and whose
///     testimony it is about; one of which nothing is known is missing.
/// 15. A verdict rests on the attestations that were needed, each once, and tells what was refused.
///
/// Start reading at [dev.micelio.gate.decision.Gate], then [dev.micelio.gate.decision.CheckStep].
@NullMarked
package dev.micelio.gate.decision;

import org.jspecify.annotations.NullMarked;
