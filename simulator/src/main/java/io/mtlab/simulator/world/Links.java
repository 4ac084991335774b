package io.mtlab.simulator.world;

/**
 * Says which link a connection takes. The same question has the same answer until a node goes
 * elsewhere.
 */
@FunctionalInterface
public interface Links {
  /** The link from the node that dials to the one that is dialled, at one of its ports. */
  Link between(Node client, Node server, int port);

  /** One link for all. */
  static Links all(Link link) {
    return (client, server, port) -> link;
  }
}
