package io.mtlab.simulator.network;

/**
 * Which connection a decision is about; the same in every run with the same scenario.
 *
 * @param link the name of the link or of the proxy
 * @param node the client node's number, counted from 1; 0 when it is not known
 * @param connection counts the connections of this node over this link from 0
 */
public record PassageId(String link, int node, int connection) {}
