package io.mtlab.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Seeds;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Frames are lost, repeated and late by chance; no frame is changed. */
class LossyNetworkTest {
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(Comparator.comparingLong(Flight::at).thenComparingLong(Flight::number));

  private long sent;

  @Covers({"A-043", "A-044"})
  @Seeds(count = 40)
  void a044_a_key_is_agreed_however_frames_are_lost_repeated_and_late(long seed)
      throws ProtocolException {
    SplittableRandom network = new SplittableRandom(seed);
    Duel duel = new Duel(seed, Duel.clientSettings(0), Rules.STRICT);
    long now = Duel.NOW;
    duel.client.start(now);
    while (duel.clientKeys.isEmpty() && duel.clientFaults.isEmpty()) {
      leave(duel.toServer, true, now, network);
      leave(duel.toClient, false, now, network);
      Flight next = flights.peek();
      if (next == null || duel.client.nextWake() < next.at()) {
        now = duel.client.nextWake();
        duel.client.wake(now);
        continue;
      }
      now = next.at();
      flights.remove();
      if (next.toServer()) {
        duel.server.received(next.frame(), now);
      } else {
        duel.client.received(next.frame(), now);
      }
    }

    assertThat(duel.clientFaults).isEmpty();
    assertThat(duel.serverKeys.getLast().key()).isEqualTo(duel.clientKeys.getFirst().key());
    assertThat(duel.serverKeys).hasSize(1);
    // What is still on its way does no harm to either side.
    for (Flight late : flights) {
      if (late.toServer()) {
        duel.server.received(late.frame(), now);
      } else {
        duel.client.received(late.frame(), now);
      }
    }
    assertThat(duel.clientKeys).hasSize(1);
  }

  /** A third is lost, a fifth doubled, all are late by up to three seconds. */
  private void leave(Deque<Bytes> frames, boolean toServer, long now, SplittableRandom network) {
    while (!frames.isEmpty()) {
      Bytes frame = frames.removeFirst();
      double fate = network.nextDouble();
      int copies = fate < 0.33 ? 0 : fate < 0.53 ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        long late = network.nextLong(3 * Time.SECOND);
        flights.add(new Flight(now + late, ++sent, toServer, frame));
      }
    }
  }

  private record Flight(long at, long number, boolean toServer, Bytes frame) {}
}
