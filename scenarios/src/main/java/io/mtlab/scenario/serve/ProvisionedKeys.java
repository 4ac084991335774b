package io.mtlab.scenario.serve;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.endpoint.ClientSettings.Provision;
import io.mtlab.simulator.seed.Seeds;

/**
 * Authorization keys that both sides derive from a seed, for runs in which the key exchange is not
 * what is looked at. Worth nothing to anybody: who knows the seed knows the keys.
 */
public final class ProvisionedKeys {
  private final Seeds seeds;

  /** The keys of a run with this seed. */
  public ProvisionedKeys(long seed) {
    this.seeds = new Seeds(seed).below("provisioned keys");
  }

  /**
   * The key of a client.
   *
   * @param node the client's number, from 1
   */
  public Provision of(int node) {
    Entropy entropy = seeds.entropy("node " + node);
    byte[] key = new byte[AuthKey.SIZE];
    entropy.fill(key);
    return new Provision(AuthKey.of(key), entropy.nextLong());
  }
}
