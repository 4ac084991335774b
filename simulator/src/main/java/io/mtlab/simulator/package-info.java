/**
 * The network and the traffic: virtual time, seeded chance, links made of stages, a Toxiproxy
 * server, worlds of many machines, actors and the trace of what happened. One subject for each
 * package below.
 */
@NullMarked
package io.mtlab.simulator;

import org.jspecify.annotations.NullMarked;
