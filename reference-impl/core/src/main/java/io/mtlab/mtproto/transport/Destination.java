package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.machine.Address;

/**
 * Where a client wants to get.
 *
 * @param server what it dials
 * @param dc the data centre's number; 10,000 more for one of the test network, negative for one
 *     that serves media only
 */
public record Destination(Address server, int dc) {}
