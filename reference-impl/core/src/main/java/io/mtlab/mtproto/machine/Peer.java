package io.mtlab.mtproto.machine;

/**
 * Who is at the other end of a connection.
 *
 * @param host the address without the port: what limits for each address are counted by
 * @param channel how its bytes travel
 */
public record Peer(String host, Channel channel) {}
