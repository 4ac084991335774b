package io.mtlab.simulator.storm;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Chance;
import io.mtlab.simulator.seed.Seeds;
import java.util.List;

/**
 * What a seed makes of a storm.
 *
 * @param network what happens to frames
 * @param corrupt how probable it is that a bit of a transmission is flipped
 * @param skew nanoseconds by which the clients' clocks are ahead
 * @param keys which keys the clients have
 * @param realCipher whether messages are encrypted
 * @param transport what the clients speak
 * @param traffic how much happens
 */
record Plan(
    NetworkProfile network,
    double corrupt,
    long skew,
    Keys keys,
    boolean realCipher,
    TransportSpec transport,
    Traffic traffic) {
  private static final ProxySecret SIMPLE = ProxySecret.parse("000102030405060708090a0b0c0d0e0f");
  private static final ProxySecret PADDED = ProxySecret.parse("dd101112131415161718191a1b1c1d1e1f");
  private static final ProxySecret FAKE_TLS =
      ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d");

  /** What the server lets clients hide behind, and the network sees through. */
  static final List<ProxySecret> SECRETS = List.of(SIMPLE, PADDED, FAKE_TLS);

  /**
   * The clients' keys.
   *
   * @param provisioned whether the clients have them from the start, and servers keep them over a
   *     restart
   * @param temporarySeconds how long temporary keys live; 0 for none
   */
  record Keys(boolean provisioned, int temporarySeconds) {}

  /**
   * What happens to each client, and to the server.
   *
   * @param lasts how long the storm does, in nanoseconds
   * @param calls of each client
   * @param cuts of each client's connections
   * @param clientRestarts how often a client's process starts anew
   * @param serverRestarts how often the server's process does
   */
  record Traffic(long lasts, int calls, int cuts, int clientRestarts, int serverRestarts) {}

  static Plan of(long seed) {
    Chance chance = new Seeds(seed).chance("plan");
    NetworkProfile network =
        NetworkProfile.NONE
            .withDelay(
                Time.MILLISECOND * (5 + chance.nextLong(150)),
                Time.MILLISECOND * chance.nextLong(5))
            .withLoss(0.1 * chance.nextDouble())
            .withDuplicate(0.1 * chance.nextDouble())
            .withReorder(0.1 * chance.nextDouble());
    boolean provisioned = chance.nextLong(5) != 0;
    TransportSpec transport = transport((int) (seed % TransportSpec.names().size()));
    return new Plan(
        network,
        chance.nextLong(3) == 0 ? 0.02 * chance.nextDouble() : 0,
        skew(transport, chance),
        new Keys(provisioned, chance.nextLong(10) == 0 ? 90 : 0),
        chance.nextLong(8) == 0,
        transport,
        new Traffic(2 * Time.MINUTE, 20, 2, (int) chance.nextLong(3), (int) chance.nextLong(3)));
  }

  /** A fake ClientHello says the time, and is taken for a replay when that is far off (Y-006). */
  private static long skew(TransportSpec transport, Chance chance) {
    return transport.name().equals("fake-tls")
        ? 2 * Time.SECOND - chance.nextLong(9 * Time.MINUTE)
        : chance.nextLong(2 * Time.HOUR) - Time.HOUR;
  }

  /** The n-th of all transports. */
  private static TransportSpec transport(int n) {
    String name = TransportSpec.names().get(n);
    return TransportSpec.named(
        name,
        switch (name) {
          case "mtproxy" -> SIMPLE;
          case "mtproxy-dd" -> PADDED;
          case "fake-tls" -> FAKE_TLS;
          default -> null;
        });
  }

  /** A working day of a million messages: keys, salts and connections come to their end in it. */
  static Plan longDay(long seed, TransportSpec transport) {
    NetworkProfile network =
        NetworkProfile.NONE
            .withDelay(40 * Time.MILLISECOND, 4 * Time.MILLISECOND)
            .withLoss(0.01)
            .withDuplicate(0.01)
            .withReorder(0.01);
    return new Plan(
        network,
        0.000_01,
        -7 * Time.MINUTE * (seed % 3),
        new Keys(true, 3600),
        false,
        transport,
        new Traffic(9 * Time.HOUR, 120_000, 200, 2, 0));
  }

  /** Nothing happens but a wrong clock. */
  static Plan still(long skew, Keys keys) {
    NetworkProfile network = NetworkProfile.NONE.withDelay(20 * Time.MILLISECOND, 0);
    return new Plan(
        network,
        0,
        skew,
        keys,
        false,
        TransportSpec.INTERMEDIATE,
        new Traffic(2 * Time.MINUTE, 20, 2, 0, 0));
  }

  /** Whether no process loses what it knows, so that a call is executed at most once. */
  boolean everybodyRemembers() {
    return traffic.serverRestarts() == 0;
  }
}
