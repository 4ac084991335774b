package io.mtlab.simulator.world;

import io.mtlab.simulator.network.NetworkProfile;

/**
 * The network between two kinds of nodes.
 *
 * @param name how the scenario and the decisions call it
 * @param profile what happens on it
 */
public record Link(String name, NetworkProfile profile) {}
