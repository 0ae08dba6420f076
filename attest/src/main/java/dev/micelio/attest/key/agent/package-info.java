/// Agent: signing by a running ssh-agent, which keeps the secrets to itself.
///
/// An agent listens on a socket of the machine and is asked in messages (draft-miller-ssh-agent):
/// which keys it *holds*, and for a signature by one of them.
///
/// Invariants. Each one is a method of `AgentInvariantsTest`, named by its number:
/// 1. A signature that an agent gave is verified before anybody else sees it.
/// 2. An agent that is silent, slow or sends nonsense ends in a problem, within a time and a size
///    that are bounded.
///
/// Start reading at [dev.micelio.attest.key.agent.SshAgent].
@NullMarked
package dev.micelio.attest.key.agent;

import org.jspecify.annotations.NullMarked;
