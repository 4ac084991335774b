package io.mtlab.simulator.network;

/**
 * Which connection a decision is about; the same in every run with the same scenario.
 *
 * @param link the name of the link or of the proxy
 * @param node the client node's number, counted from 1; 0 when it is not known
 * @param connection counts the connections of this node over this link from 0; those that a node
 *     makes by turns over several ways are counted together
 */
public record PassageId(String link, int node, int connection) {
  /** The same connection on one of the links that it passes. */
  public PassageId over(String other) {
    return other.equals(link) ? this : new PassageId(other, node, connection);
  }
}
