package dev.micelio.cli;

import java.nio.charset.StandardCharsets;

/// A process that asks for a secret on its real terminal and prints how that went.
final class Asking {
  private Asking() {}

  public static void main(String[] words) {
    String answer =
        MachineTerminal.open()
            .secret("Secret: ")
            .map(secret -> new String(secret, StandardCharsets.UTF_8))
            .map(secret -> "heard <" + secret + ">")
            .orElse("nobody to ask");
    MachineTerminal.printLine(answer);
  }
}
