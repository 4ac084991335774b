package io.mtlab.simulator.workload;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Out;

/**
 * What every actor is made with.
 *
 * @param name the node's name in the trace
 * @param account whom it signs in as
 * @param posts what is posted in this run
 * @param entropy for the ids that it gives its messages
 * @param out where its outputs go
 */
public record Role(String name, Account account, Posts posts, Entropy entropy, Out out) {}
