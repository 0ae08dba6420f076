package dev.micelio.core.blob;

import java.util.concurrent.ConcurrentLinkedDeque;

/// The packers of one operation: as many as were in use at once, closed together at its end. One
/// that comes back later, because nobody could wait for it any more, is closed then.
final class Packers implements AutoCloseable {
  private final ConcurrentLinkedDeque<Packer> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Packer take() {
    var packer = idle.pollFirst();
    return packer == null ? new Packer() : packer;
  }

  void giveBack(Packer packer) {
    idle.addFirst(packer);
    if (closed) {
      closeIdle();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (var packer = idle.pollFirst(); packer != null; packer = idle.pollFirst()) {
      packer.close();
    }
  }
}
