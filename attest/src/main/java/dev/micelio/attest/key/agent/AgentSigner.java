package dev.micelio.attest.key.agent;

import dev.micelio.attest.key.OpenSigner;
import dev.micelio.attest.key.PublicKey;

/// Signs with one key of an agent.
record AgentSigner(SshAgent agent, PublicKey publicKey) implements OpenSigner {

  @Override
  public byte[] sign(byte[] message) {
    return agent.sign(publicKey, message);
  }

  @Override
  public void close() {}
}
