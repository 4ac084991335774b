package io.mtlab.mtproto.machine;

/**
 * Who is at the other end of a connection.
 *
 * @param host the address without the port: what limits for each address are counted by
 */
public record Peer(String host) {}
