package io.mtlab.scenario.engine;

import io.mtlab.scenario.model.Scenario.PhaseSpec;

/** Those who act, and the network between them; each call takes effect at once. */
interface Cast {
  /** The poster connects, signs in and makes the supergroup. */
  void createGroup();

  /**
   * A member connects, signs in and joins.
   *
   * @param member from 1
   */
  void join(int member);

  /**
   * A member ends its connections, once it has joined.
   *
   * @param member from 1
   */
  void leave(int member);

  /**
   * A member connects again.
   *
   * @param member from 1
   */
  void comeBack(int member);

  /**
   * The poster sends.
   *
   * @param post from 0
   * @param intended when it is due, nanoseconds since the Unix epoch
   */
  void post(int post, long intended);

  /** The network is cut, stalled or healed, as the phase says. */
  void network(PhaseSpec phase);

  /** Clients come from other addresses, as the phase says: behind a NAT, or elsewhere. */
  void readdress(PhaseSpec phase);

  /** The server's process ends, or begins again. */
  void server(boolean up);
}
