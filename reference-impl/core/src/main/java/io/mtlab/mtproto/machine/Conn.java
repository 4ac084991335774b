package io.mtlab.mtproto.machine;

/** One connection of one machine. A number is never used again within the machine. */
public record Conn(long number) {}
