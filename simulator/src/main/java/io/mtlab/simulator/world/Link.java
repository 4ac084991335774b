package io.mtlab.simulator.world;

import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.network.profile.Chain;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.List;

/**
 * The network between two kinds of nodes: one link, or several in a row.
 *
 * @param name how the scenario calls the whole
 * @param chain what happens on it, link by link
 * @param secrets behind which clients may hide their frames
 */
public record Link(String name, Chain chain, List<ProxySecret> secrets) {
  /** One link alone, which decisions call by the same name. */
  public Link(String name, NetworkProfile profile, List<ProxySecret> secrets) {
    this(name, Chain.of(name, profile), secrets);
  }

  /** A network on which nobody hides frames behind a secret. */
  public Link(String name, NetworkProfile profile) {
    this(name, profile, List.of());
  }
}
