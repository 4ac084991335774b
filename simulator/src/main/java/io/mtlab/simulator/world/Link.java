package io.mtlab.simulator.world;

import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.List;

/**
 * The network between two kinds of nodes.
 *
 * @param name how the scenario and the decisions call it
 * @param profile what happens on it
 * @param secrets behind which clients may hide their frames
 */
public record Link(String name, NetworkProfile profile, List<ProxySecret> secrets) {
  /** A network on which nobody hides frames behind a secret. */
  public Link(String name, NetworkProfile profile) {
    this(name, profile, List.of());
  }
}
