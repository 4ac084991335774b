package io.mtlab.mtproto.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Doorman.Verdict;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Who is let in by a server's one port, and what it costs to knock. */
final class UdpDoorTest {
  private static final Address HOME = new Address("192.0.2.1", 4000);
  private static final Address ELSEWHERE = new Address("2001:db8::7", 4000);
  private static final Bytes FRAME = Bytes.wrap(new byte[40]);

  private final UdpDoor door = new UdpDoor(seeded(1));
  private long now = 1_767_225_600L * Time.SECOND;

  private static Entropy seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random::nextBytes;
  }

  @Requirement("T-036")
  void t036_a_hello_is_answered_by_less_than_it_brings_and_leaves_nothing_behind() {
    UdpClient client = new UdpClient(seeded(2));
    Heard heard = new Heard();
    client.opened(now, heard);
    Bytes hello = heard.sent.getFirst();
    assertThat(hello.size()).isEqualTo(Datagram.BYTES_MAX);

    Bytes answer = replied(hello, HOME);
    assertThat(answer.size()).isEqualTo(Datagram.HEADER_BYTES);
    assertThat(replied(hello, HOME)).as("a function of the hello").isEqualTo(answer);
    assertThat(replied(hello, ELSEWHERE)).as("and of the address").isNotEqualTo(answer);
    assertThat(door.connections()).isZero();

    assertThat(judged(hello.slice(0, hello.size() - 1), HOME))
        .as("a hello that is not full")
        .isEqualTo(new Verdict.Drop());
  }

  @Requirement("T-036")
  void t036_only_who_brings_the_token_back_from_its_address_gets_a_connection() {
    UdpClient client = welcomed(2);
    Bytes first = Heard.wire(client, FRAME).getFirst();
    assertThat(judged(first, ELSEWHERE)).isInstanceOf(Verdict.Reply.class);
    assertThat(door.connections()).isZero();

    assertThat(judged(first, HOME)).isEqualTo(new Verdict.Belongs(1));
    assertThat(judged(Heard.wire(client, FRAME).getFirst(), HOME))
        .isEqualTo(new Verdict.Belongs(1));
    assertThat(judged(Heard.wire(welcomed(3), FRAME).getFirst(), HOME))
        .as("two from one address")
        .isEqualTo(new Verdict.Belongs(2));
    assertThat(door.connections()).isEqualTo(2);

    door.ended(1);
    door.ended(2);
    assertThat(door.connections()).isZero();
  }

  @Requirement("T-036")
  void t036_a_token_that_is_too_old_or_of_another_server_makes_no_connection() {
    UdpClient late = welcomed(2);
    now += 2 * AddressMac.PERIOD;
    Bytes end = replied(Heard.wire(late, FRAME).getFirst(), HOME);
    late.received(end, now, new Heard());
    assertThat(late.isFinished()).as("and the client hears of it").isTrue();

    UdpDoor other = new UdpDoor(seeded(9));
    Bytes fragment = Heard.wire(welcomed(3), FRAME).getFirst();
    assertThat(other.received(fragment, HOME, now)).isInstanceOf(Verdict.Reply.class);
    assertThat(other.connections()).isZero();
  }

  @Requirement("T-036")
  void t036_a_new_address_moves_the_connection_once_it_has_proved_itself() {
    UdpClient client = welcomed(2);
    judged(Heard.wire(client, FRAME).getFirst(), HOME);

    Bytes moved = Heard.wire(client, FRAME).getFirst();
    Bytes challenge = replied(moved, ELSEWHERE);
    assertThat(challenge.size()).isLessThanOrEqualTo(moved.size());
    assertThat(judged(Heard.wire(client, FRAME).getFirst(), HOME))
        .as("until then it stays where it was")
        .isEqualTo(new Verdict.Belongs(1));

    Heard heard = new Heard();
    client.received(challenge, now, heard);
    Bytes proof = heard.sent.getFirst();
    assertThat(judged(proof, HOME)).as("from another address").isEqualTo(new Verdict.Drop());
    assertThat(judged(proof, ELSEWHERE)).isEqualTo(new Verdict.Belongs(1));
    assertThat(judged(Heard.wire(client, FRAME).getFirst(), ELSEWHERE))
        .isEqualTo(new Verdict.Belongs(1));
    assertThat(judged(Heard.wire(client, FRAME).getFirst(), HOME))
        .isInstanceOf(Verdict.Reply.class);
    assertThat(door.connections()).isEqualTo(1);
  }

  @Requirement("T-036")
  void t036_a_forged_end_does_not_end_a_connection() {
    UdpClient client = welcomed(2);
    judged(Heard.wire(client, FRAME).getFirst(), HOME);
    Bytes end = client.farewell();
    assertThat(judged(end, ELSEWHERE)).isEqualTo(new Verdict.Drop());
    byte[] guess = end.toArray();
    guess[Datagram.HEADER_BYTES - 1] ^= 1;
    assertThat(judged(Bytes.wrap(guess), HOME)).isEqualTo(new Verdict.Drop());
    assertThat(judged(end, HOME)).as("the machine is told").isEqualTo(new Verdict.Belongs(1));
  }

  @Seeds(count = 50)
  @Covers({"T-036", "Z-014"})
  void t036_garbage_and_changed_datagrams_make_nothing_and_are_never_amplified(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    UdpClient client = welcomed(seed);
    judged(Heard.wire(client, FRAME).getFirst(), HOME);
    List<Bytes> good = new ArrayList<>(Heard.wire(client, Bytes.wrap(new byte[3000])));
    good.add(Datagram.hello(Bytes.wrap(new byte[Datagram.CLIENT_BYTES])).write());
    for (int i = 0; i < 200; i++) {
      byte[] bytes = good.get(random.nextInt(good.size())).toArray();
      for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
        bytes[random.nextInt(Datagram.HEADER_BYTES)] ^= (byte) (1 << random.nextInt(8));
      }
      Bytes wire = Bytes.wrap(bytes).slice(0, random.nextInt(bytes.length + 1));
      if (judged(wire, ELSEWHERE) instanceof Verdict.Reply(Bytes answer)) {
        assertThat(answer.size()).isLessThanOrEqualTo(wire.size());
      }
    }
    assertThat(door.connections()).isEqualTo(1);
  }

  private UdpClient welcomed(long seed) {
    UdpClient client = new UdpClient(seeded(seed));
    Heard heard = new Heard();
    client.opened(now, heard);
    client.received(replied(heard.sent.getFirst(), HOME), now, heard);
    assertThat(heard.ready).isEqualTo(1);
    return client;
  }

  private Verdict judged(Bytes wire, Address from) {
    return door.received(wire, from, now);
  }

  private Bytes replied(Bytes wire, Address from) {
    Verdict verdict = judged(wire, from);
    assertThat(verdict).isInstanceOf(Verdict.Reply.class);
    return ((Verdict.Reply) verdict).datagram();
  }
}
