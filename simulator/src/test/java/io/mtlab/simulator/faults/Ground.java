package io.mtlab.simulator.faults;

import java.io.IOException;

/** A network between a client and a server, in virtual time or over real sockets. */
interface Ground extends AutoCloseable {
  /** The client's next connection. */
  Line connect() throws IOException;

  /** A phase of the scenario begins. */
  void phase(String name);

  @Override
  void close() throws IOException;
}
