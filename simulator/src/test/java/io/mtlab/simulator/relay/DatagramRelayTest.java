package io.mtlab.simulator.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.live.SourceAddress;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.world.Condition;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay over real sockets: the same decisions as in virtual time, links that go and come. */
final class DatagramRelayTest {
  private static final long SEED = 7;
  private static final int NODE = 3;
  private static final int COUNT = 100; // as many as a socket keeps for a slow reader
  private static final int PATIENCE_MS = 10_000;
  private static final int SILENCE_MS = 100;
  private static final NetworkProfile BAD =
      NetworkProfile.NONE.withLoss(0.2).withDuplicate(0.1).withReorder(0.1);

  private final List<PassageId> heard = new CopyOnWriteArrayList<>();
  private final DatagramRelay relay =
      new DatagramRelay(
          new Surroundings(
              new Dice(SEED), (id, stream, fault, index, value, now) -> heard.add(id), 0));
  private DatagramSocket server;
  private DatagramSocket client;

  DatagramRelayTest() throws IOException {
    server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = new DatagramSocket(new InetSocketAddress(SourceAddress.of(NODE), 0));
  }

  @BeforeEach
  void wait_long_for_what_must_come() throws IOException {
    server.setSoTimeout(PATIENCE_MS);
    client.setSoTimeout(PATIENCE_MS);
  }

  @AfterEach
  void close() {
    relay.close();
    client.close();
    server.close();
  }

  @Test
  void the_same_datagrams_are_lost_repeated_and_overtaken_as_in_virtual_time() throws IOException {
    client.connect(open(BAD));
    for (int i = 0; i < COUNT; i++) {
      send(client, i);
    }
    List<Integer> expected = inVirtualTime();
    List<Integer> came = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      came.add(number(receive(server)));
    }
    assertThat(came).isEqualTo(expected).doesNotContainSequence(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
    assertSilent(server);
    assertThat(heard).isNotEmpty().containsOnly(new PassageId("phone-dc2", NODE, 0));
  }

  @Test
  void answers_find_back_to_the_client_that_asked() throws IOException {
    InetSocketAddress at = open(NetworkProfile.NONE.withDelay(5 * Time.MILLISECOND, 0));
    client.connect(at);
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(SourceAddress.of(4), 0))) {
      other.setSoTimeout(PATIENCE_MS);
      other.connect(at);
      send(client, 1);
      send(other, 2);
      for (int i = 0; i < 2; i++) {
        DatagramPacket asked = receive(server);
        server.send(
            new DatagramPacket(
                new byte[] {0, (byte) (10 * number(asked))}, 2, asked.getSocketAddress()));
      }
      assertThat(number(receive(client))).isEqualTo(10);
      assertThat(number(receive(other))).isEqualTo(20);
      assertThat(relay.clients("phone-dc2")).isEqualTo(2);
    }
  }

  @Test
  void a_nat_that_forgets_gives_the_client_another_port_and_only_that_one_leads_back()
      throws IOException {
    client.connect(open(NetworkProfile.NONE));
    send(client, 1);
    DatagramPacket first = receive(server);

    assertThat(relay.rebind("phone-dc2")).isOne();
    server.send(new DatagramPacket(new byte[] {0, 9}, 2, first.getSocketAddress()));
    assertSilent(client);

    send(client, 2);
    DatagramPacket second = receive(server);
    assertThat(second.getPort()).isNotEqualTo(first.getPort());
    server.send(new DatagramPacket(new byte[] {0, 10}, 2, second.getSocketAddress()));
    assertThat(number(receive(client))).isEqualTo(10);
    assertThat(relay.rebind("phone-dc3")).as("a link without a port").isZero();
  }

  @Test
  void links_share_a_bottleneck_that_both_name() throws IOException {
    FaultSpec cell = FaultSpec.of("rate", "rate", "4kbit", "queue", "300", "shared", "cell");
    NetworkProfile shared = NetworkProfile.NONE.withFaults(List.of(cell));
    InetSocketAddress to = (InetSocketAddress) server.getLocalSocketAddress();
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(SourceAddress.of(4), 0))) {
      client.connect(open(shared));
      other.connect(relay.open("tablet-dc2", to, shared));
      for (int i = 0; i < 10; i++) {
        client.send(new DatagramPacket(new byte[100], 100)); // each takes 200 ms
        other.send(new DatagramPacket(new byte[100], 100));
      }
      server.setSoTimeout(10 * SILENCE_MS);
      int came = 0;
      try {
        for (; came < 20; came++) {
          receive(server);
        }
      } catch (SocketTimeoutException e) {
        // All that found a place in the one queue have come; alone, each link has a queue for 3.
        assertThat(came).isBetween(3, 5);
      }
      assertThat(came).isLessThan(20);
    }
  }

  @Test
  void a_link_that_is_down_refuses_and_one_that_is_stalled_swallows_until_it_is_open_again()
      throws IOException {
    client.connect(open(NetworkProfile.NONE));
    relay.condition("phone-dc2", Condition.STALLED);
    send(client, 1);
    assertSilent(server);

    relay.condition("phone-dc2", Condition.DOWN);
    send(client, 2);
    assertThatThrownBy(() -> receive(client)).isInstanceOf(PortUnreachableException.class);

    relay.condition("phone-dc2", Condition.OPEN);
    send(client, 3);
    assertThat(number(receive(server))).isEqualTo(3);
    assertThatThrownBy(() -> relay.condition("phone-dc3", Condition.OPEN))
        .hasMessage("there is no port for phone-dc3");
  }

  private InetSocketAddress open(NetworkProfile profile) throws IOException {
    return relay.open("phone-dc2", (InetSocketAddress) server.getLocalSocketAddress(), profile);
  }

  private static List<Integer> inVirtualTime() {
    List<Integer> left = new ArrayList<>();
    Passage.Ends ends =
        new Passage.Ends() {
          @Override
          public void toServer(Unit unit, long now) {
            left.add(number(((Unit.Chunk) unit).bytes().toArray()));
          }

          @Override
          public void toClient(Unit unit, long now) {
            throw new AssertionError("nobody answers");
          }
        };
    Passage passage =
        Passage.ofDatagrams(
            new PassageId("phone-dc2", NODE, 0),
            BAD,
            new Surroundings(new Dice(SEED), DecisionLog.NONE, 0),
            0,
            ends);
    for (int i = 0; i < COUNT; i++) {
      passage.fromClient(new Unit.Chunk(Bytes.wrap(new byte[] {(byte) (i >> 8), (byte) i})), 0);
    }
    passage.wake(Time.MINUTE);
    return left;
  }

  private static void send(DatagramSocket from, int number) throws IOException {
    from.send(new DatagramPacket(new byte[] {(byte) (number >> 8), (byte) number}, 2));
  }

  private static DatagramPacket receive(DatagramSocket at) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    at.receive(packet);
    return packet;
  }

  private static int number(DatagramPacket packet) {
    return number(packet.getData());
  }

  private static int number(byte[] bytes) {
    return (bytes[0] << Byte.SIZE) | (bytes[1] & 0xff);
  }

  private static void assertSilent(DatagramSocket at) throws IOException {
    at.setSoTimeout(SILENCE_MS);
    assertThatThrownBy(() -> receive(at)).isInstanceOf(SocketTimeoutException.class);
    at.setSoTimeout(PATIENCE_MS);
  }
}
