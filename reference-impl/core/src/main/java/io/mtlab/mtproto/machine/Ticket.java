package io.mtlab.mtproto.machine;

/** Joins an answer to what was asked. The asker numbers its tickets; a number is used once. */
public record Ticket(long number) {}
