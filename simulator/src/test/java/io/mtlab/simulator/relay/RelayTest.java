package io.mtlab.simulator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.live.SourceAddress;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The relay as a machine: no sockets, and a time that is only a number. */
final class RelayTest {
  private static final Address SERVER = new Address("127.0.0.1", 443);
  private static final Conn CLIENT = new Conn(1);
  private static final NetworkProfile LATE =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 0);

  private final List<String> made = new ArrayList<>();
  private final Noted out = new Noted();
  private Relay relay = relay(LATE);
  private Conn toServer = CLIENT;

  @Test
  void a_datagram_goes_on_to_the_server_after_the_delay_and_the_answer_comes_back() {
    begin();
    relay.received(CLIENT, bytes(1), 0);
    relay.wake(39 * Time.MILLISECOND);
    assertThat(out.lines).isEmpty();
    assertThat(relay.nextWake()).isEqualTo(40 * Time.MILLISECOND);
    relay.wake(40 * Time.MILLISECOND);
    relay.received(toServer, bytes(2), 50 * Time.MILLISECOND);
    relay.wake(90 * Time.MILLISECOND);
    assertThat(out.lines).containsExactly("server 1", "client 2");
  }

  @Test
  void what_comes_before_the_servers_socket_is_there_waits_for_it() {
    relay = relay(NetworkProfile.NONE);
    relay.opened(CLIENT, new Peer("127.64.0.7", Channel.DATAGRAM), 0);
    relay.received(CLIENT, bytes(1), 0);
    assertThat(out.lines).isEmpty();
    relay.opened(out.dialled.getFirst(), new Peer("127.0.0.1", Channel.DATAGRAM), 5);
    toServer = out.dialled.getFirst();
    assertThat(out.lines).containsExactly("server 1");
  }

  @Test
  void a_node_is_known_by_its_source_address_and_its_crossings_are_counted() {
    relay = relay(NetworkProfile.NONE.withLoss(1));
    for (int port = 1; port <= 2; port++) {
      relay.opened(new Conn(port), new Peer("127.64.0.7", Channel.DATAGRAM), 0);
      relay.received(new Conn(port), bytes(1), 0);
    }
    relay.opened(new Conn(3), new Peer("192.0.2.1", Channel.DATAGRAM), 0);
    relay.received(new Conn(3), bytes(1), 0);
    assertThat(made)
        .containsExactly("phone-dc2 7 0 loss", "phone-dc2 7 1 loss", "phone-dc2 0 0 loss");
  }

  @Requirement("Z-008")
  void z008_who_is_silent_for_two_minutes_is_forgotten_and_who_is_not_stays() {
    begin();
    relay.opened(new Conn(2), new Peer("127.64.0.2", Channel.DATAGRAM), 0);
    relay.received(CLIENT, bytes(1), Time.MINUTE);
    relay.wake(Time.MINUTE + Time.SECOND);
    relay.wake(2 * Time.MINUTE);
    assertThat(relay.crossings()).isOne();
    assertThat(out.closed).containsExactly(new Conn(2), out.dialled.getLast());
    relay.wake(3 * Time.MINUTE);
    assertThat(relay.crossings()).isZero();
    assertThat(relay.nextWake()).isEqualTo(Time.NEVER);
  }

  @Requirement("Z-008")
  void z008_a_queue_and_the_number_of_peers_are_bounded() {
    begin();
    Bytes large = Bytes.wrap(new byte[1200]);
    for (int i = 0; i < 2 * Crossing.QUEUE_BYTES_MAX / 1200; i++) {
      relay.received(CLIENT, large, 0);
    }
    relay.wake(Time.SECOND);
    assertThat(out.lines).hasSize(Crossing.QUEUE_BYTES_MAX / 1200);

    RelayDoor door = new RelayDoor(2);
    Doorman.Verdict first = door.received(large, new Address("127.0.0.1", 1), 0);
    assertThat(first).isInstanceOf(Doorman.Verdict.Belongs.class);
    door.received(large, new Address("127.0.0.1", 2), 0);
    Address third = new Address("127.0.0.1", 3);
    assertThat(door.received(large, third, 0)).isInstanceOf(Doorman.Verdict.Drop.class);
    assertThat(door.received(large, new Address("127.0.0.1", 1), 0)).isEqualTo(first);
    door.ended(1);
    assertThat(door.received(large, third, 0)).isEqualTo(new Doorman.Verdict.Belongs(3));
  }

  @Test
  void while_it_is_stalled_nothing_arrives_and_nothing_comes_later() {
    begin();
    relay.stall(true);
    relay.received(CLIENT, bytes(1), 0);
    relay.wake(Time.SECOND);
    relay.stall(false);
    relay.received(CLIENT, bytes(2), Time.SECOND);
    relay.wake(2 * Time.SECOND);
    assertThat(out.lines).containsExactly("server 2");
  }

  @Test
  void behind_a_nat_that_forgets_clients_come_to_the_server_from_another_socket() {
    begin();
    Conn before = toServer;
    relay.received(CLIENT, bytes(1), 0);

    assertThat(relay.rebind()).isOne();
    assertThat(out.closed).containsExactly(before);
    relay.received(before, bytes(2), Time.SECOND); // to a port that is nobody's
    relay.wake(2 * Time.SECOND);
    assertThat(out.lines).as("the new socket is not there yet").isEmpty();

    toServer = out.dialled.getLast();
    relay.opened(toServer, new Peer("127.0.0.1", Channel.DATAGRAM), 2 * Time.SECOND);
    relay.received(toServer, bytes(3), 2 * Time.SECOND);
    relay.wake(3 * Time.SECOND);
    assertThat(toServer).isNotEqualTo(before);
    assertThat(out.lines).containsExactly("server 1", "client 3");
    assertThat(relay.crossings()).isOne();
  }

  @Test
  void a_server_that_is_not_there_ends_the_crossing_and_the_client_may_try_again() {
    begin();
    relay.closed(toServer, Cause.REFUSED, 1);
    assertThat(out.closed).containsExactly(CLIENT);
    assertThat(relay.crossings()).isZero();
    relay.received(CLIENT, bytes(1), 2); // too late to mean anything
    relay.opened(new Conn(9), new Peer("127.64.0.1", Channel.DATAGRAM), 3);
    assertThat(relay.crossings()).isOne();
  }

  private void begin() {
    relay.opened(CLIENT, new Peer("127.64.0.1", Channel.DATAGRAM), 0);
    toServer = out.dialled.getFirst();
    relay.opened(toServer, new Peer("127.0.0.1", Channel.DATAGRAM), 0);
  }

  private Relay relay(NetworkProfile profile) {
    Relay.Settings settings =
        new Relay.Settings(
            "phone-dc2",
            SERVER,
            profile,
            new Surroundings(new Dice(1), this::decided, 0),
            SourceAddress::nodeOf);
    return new Relay(settings, out);
  }

  private void decided(
      PassageId id, Stream stream, String fault, long index, long valueNs, long now) {
    made.add(id.link() + " " + id.node() + " " + id.connection() + " " + fault);
  }

  private static Bytes bytes(int number) {
    return Bytes.wrap(new byte[] {(byte) number});
  }

  private static final class Noted implements Out {
    final List<String> lines = new ArrayList<>();
    final List<Conn> dialled = new ArrayList<>();
    final List<Conn> closed = new ArrayList<>();

    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      assertThat(to).isEqualTo(SERVER);
      assertThat(channel).isEqualTo(Channel.DATAGRAM);
      dialled.add(conn);
    }

    @Override
    public void startTls(Conn conn, @Nullable Address proxied, Bytes already) {
      throw new AssertionError("TLS over datagrams");
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      lines.add((conn.equals(CLIENT) ? "client " : "server ") + bytes.at(0));
    }

    @Override
    public void close(Conn conn, How how) {
      closed.add(conn);
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("a relay asks nobody");
    }

    @Override
    public void happened(Event event) {
      throw new AssertionError("a relay tells nothing");
    }
  }
}
