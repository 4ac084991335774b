package io.mtlab.simulator.storm;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.TransportSpec;
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
 * @param provisioned whether the clients have their keys from the start, and servers keep them over
 *     a restart
 * @param realCipher whether messages are encrypted
 * @param transport what the clients speak
 * @param clientRestarts how often a client's process starts anew
 * @param serverRestarts how often the server's process does
 */
record Plan(
    NetworkProfile network,
    double corrupt,
    long skew,
    boolean provisioned,
    boolean realCipher,
    TransportSpec transport,
    int clientRestarts,
    int serverRestarts) {
  private static final List<String> TRANSPORTS =
      List.of(
          "abridged",
          "intermediate",
          "padded",
          "full",
          "obfuscated-abridged",
          "obfuscated-intermediate",
          "obfuscated-padded");

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
    boolean provisioned = chance.nextLong(4) != 0;
    return new Plan(
        network,
        chance.nextLong(3) == 0 ? 0.02 * chance.nextDouble() : 0,
        chance.nextLong(2 * Time.HOUR) - Time.HOUR,
        provisioned,
        chance.nextLong(8) == 0,
        TransportSpec.named(TRANSPORTS.get((int) chance.nextLong(TRANSPORTS.size())), null),
        (int) chance.nextLong(3),
        (int) chance.nextLong(3));
  }

  /** Nothing happens but a wrong clock. */
  static Plan still(long skew) {
    NetworkProfile network = NetworkProfile.NONE.withDelay(20 * Time.MILLISECOND, 0);
    return new Plan(network, 0, skew, true, false, TransportSpec.INTERMEDIATE, 0, 0);
  }

  /** Whether no process loses what it knows, so that a call is executed at most once. */
  boolean everybodyRemembers() {
    return serverRestarts == 0;
  }
}
