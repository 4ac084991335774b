package io.mtlab.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients whose address changes, and servers that end and begin again. */
final class AddressesTest {
  private static final Conn STREAM = new Conn(1);
  private static final Conn DATAGRAMS = new Conn(2);
  private static final Bytes WORD = Bytes.wrap(new byte[] {7});

  private final Link link =
      new Link("link", NetworkProfile.NONE.withDelay(10 * Time.MILLISECOND, 0));
  private final Link other =
      new Link("other", NetworkProfile.NONE.withDelay(10 * Time.MILLISECOND, 0));
  private boolean elsewhere;
  private final World world =
      new World(new Seeds(1), (from, to, port) -> elsewhere ? other : link, Trace.NONE);
  private final Noting served = new Noting();
  private final Noting phone = new Noting();
  private final Node server = world.add("server", out -> served.sending(out));
  private final Node client = world.add("phone", out -> phone.sending(out));

  AddressesTest() {
    server.listen().listen(new OneGuest());
    phone.out().dial(STREAM, new Address("server", 443), Channel.STREAM);
    phone.out().dial(DATAGRAMS, new Address("server", 443), Channel.DATAGRAM);
    run();
    phone.out().transmit(DATAGRAMS, WORD);
    run();
    assertThat(served.lines).containsExactly("opened phone STREAM", "opened phone DATAGRAM", "7");
    served.lines.clear();
    phone.lines.clear();
  }

  @Test
  void who_roams_hears_that_its_connections_are_gone_and_the_server_does_not() {
    happens(client::roam);

    assertThat(phone.lines).containsExactlyInAnyOrder("closed RST", "closed UNREACHABLE");
    assertThat(served.lines).isEmpty();
    served.toEach(WORD);
    run();
    assertThat(phone.lines).as("what is sent to the old address is lost").hasSize(2);

    phone.out().dial(STREAM, new Address("server", 443), Channel.STREAM);
    run();
    assertThat(served.lines).containsExactly("opened phone@1 STREAM");
  }

  @Test
  void what_is_dialled_over_a_network_that_the_node_has_left_never_stands() {
    Conn dialled = new Conn(3);
    phone.out().dial(dialled, new Address("server", 443), Channel.STREAM);
    happens(() -> {
      elsewhere = true;
      client.roam();
    });
    run();

    assertThat(phone.lines)
        .containsExactlyInAnyOrder("closed RST", "closed UNREACHABLE", "closed UNREACHABLE");
    assertThat(served.lines).isEmpty();

    phone.out().dial(dialled, new Address("server", 443), Channel.STREAM);
    run();
    assertThat(served.lines).containsExactly("opened phone@1 STREAM");
  }

  @Test
  void behind_a_nat_that_forgets_streams_are_reset_and_datagrams_go_on_from_another_port() {
    happens(client::rebind);

    assertThat(phone.lines).containsExactly("closed RST");
    assertThat(served.lines).containsExactly("closed RST");
    served.toEach(WORD);
    run();
    assertThat(phone.lines).as("nothing gets in before something went out").hasSize(1);

    phone.out().transmit(DATAGRAMS, WORD);
    run();
    served.toEach(WORD);
    run();
    assertThat(served.lines).containsExactly("closed RST", "7");
    assertThat(phone.lines).containsExactly("closed RST", "7");
  }

  @Test
  void a_server_that_ends_is_not_there_until_it_begins_again_as_another_machine() {
    Noting next = new Noting();
    server.become(next::sending);
    happens(server::stop);
    assertThat(phone.lines).containsExactly("closed RST");
    phone.out().transmit(DATAGRAMS, WORD);
    phone.out().dial(STREAM, new Address("server", 443), Channel.STREAM);
    run();
    assertThat(phone.lines).containsExactly("closed RST", "closed REFUSED", "closed REFUSED");

    server.listen();
    phone.out().dial(STREAM, new Address("server", 443), Channel.STREAM);
    run();
    assertThat(next.lines).contains("opened phone STREAM");
    assertThat(served.lines).as("the one before hears nothing").isEmpty();
  }

  private void happens(Runnable what) {
    client.schedule(world.now(), _ -> what.run());
    run();
  }

  private void run() {
    world.runUntil(world.now() + Time.SECOND);
  }

  /** Whoever sends is the same guest, wherever from. */
  private static final class OneGuest implements Doorman {
    @Override
    public Verdict received(Bytes datagram, Address from, long now) {
      return new Verdict.Belongs(1);
    }

    @Override
    public void ended(long connection) {}
  }

  private static final class Noting implements Machine {
    final List<String> lines = new ArrayList<>();
    private final List<Conn> conns = new ArrayList<>();
    private final List<Out> outs = new ArrayList<>();

    Noting sending(Out to) {
      outs.add(to);
      return this;
    }

    Out out() {
      return outs.getFirst();
    }

    void toEach(Bytes bytes) {
      conns.forEach(conn -> out().transmit(conn, bytes));
    }

    @Override
    public void opened(Conn conn, Peer peer, long now) {
      conns.add(conn);
      lines.add("opened " + peer.host() + " " + peer.channel());
    }

    @Override
    public void received(Conn conn, Bytes bytes, long now) {
      lines.add("" + bytes.at(0));
    }

    @Override
    public void closed(Conn conn, Cause cause, long now) {
      lines.add("closed " + cause);
    }

    @Override
    public void answered(Ticket ticket, Answer answer, long now) {}

    @Override
    public void pushed(Push push, long now) {}

    @Override
    public void wake(long now) {}

    @Override
    public long nextWake() {
      return Time.NEVER;
    }
  }
}
