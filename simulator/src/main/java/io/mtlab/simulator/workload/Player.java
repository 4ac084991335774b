package io.mtlab.simulator.workload;

import java.util.function.Consumer;

/**
 * An actor as the scenario sees it, wherever it plays: in virtual time or over real sockets.
 *
 * @param name the node's name in the trace
 * @param number the node's number
 * @param tells brings a command to the actor; from any thread over real sockets
 */
public record Player(String name, int number, Consumer<Command> tells) {
  /** Tells the actor to do something, now. */
  public void tell(Command command) {
    tells.accept(command);
  }
}
