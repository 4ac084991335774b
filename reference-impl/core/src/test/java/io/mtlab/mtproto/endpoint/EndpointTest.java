package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** All layers of a client against all layers of a server. */
final class EndpointTest {
  private final Town town = new Town(1);

  @Test
  void a_call_before_anything_stands_is_answered_once_everything_does() {
    Town.Client client = town.client();
    Ticket ticket = client.endpoint.call(new HelpGetConfig(), town.now);
    client.endpoint.start(town.now);
    town.run(2 * Time.SECOND);

    assertThat(client.events(ClientEvent.Connected.class)).hasSize(1);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(client.events(ClientEvent.Answered.class))
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.ticket()).isEqualTo(ticket);
          assertThat(answer.answer()).isInstanceOf(Config.class);
        });
    assertThat(client.events(ClientEvent.Distrusted.class)).isEmpty();
    assertThat(town.serverEvents).hasOnlyElementsOfType(ServerEvent.KeyAgreed.class);
  }

  @Requirement({"R-021", "R-010"})
  void r021_who_is_not_signed_in_is_told_so() {
    Town.Client client = ready();
    client.endpoint.call(new UpdatesGetState(), town.now);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.Refused.class))
        .singleElement()
        .satisfies(
            refused -> assertThat(refused.error().text()).isEqualTo("AUTH_KEY_UNREGISTERED"));
  }

  @Requirement({"T-034", "S-026"})
  void t034_a_session_goes_on_over_another_connection() {
    Town.Client client = ready();
    client.endpoint.call(new HelpGetConfig(), town.now);
    client.endpoint.reconnect(town.now);
    town.run(10 * Time.SECOND);
    assertThat(client.events(ClientEvent.Connected.class)).hasSize(2);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(2);
  }

  @Requirement({"T-025", "T-023", "E-008"})
  void t025_a_server_that_forgot_the_key_makes_the_client_agree_on_another() {
    Town.Client client = ready();
    town.restartServer();
    client.endpoint.call(new HelpGetConfig(), town.now);
    town.run(Time.MINUTE);
    assertThat(client.events(ClientEvent.KeyLost.class)).hasSize(1);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(2);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(2);
  }

  @Test
  void a_provisioned_key_needs_no_exchange() {
    Town.Client client = provisioned(5);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).isEmpty();
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(1);
  }

  @Seeds(count = 60)
  @Covers({"E-009", "E-014", "E-026"})
  void e009_a_flipped_bit_never_reaches_the_application(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Town.Client client = provisioned(1);
    Town.Client other = provisioned(2);
    boolean up = random.nextBoolean();
    int[] left = {1};
    var flip =
        (UnaryOperator<Bytes>)
            bytes -> {
              if (left[0]-- != 1) {
                return bytes;
              }
              byte[] changed = bytes.toArray();
              int bit = random.nextInt(4 * 8, changed.length * 8); // the frame, not its length
              changed[bit / 8] ^= (byte) (1 << (bit % 8));
              return Bytes.wrap(changed);
            };
    if (up) {
      town.toServer = flip;
    } else {
      town.toClient = flip;
    }
    Ticket ticket = client.endpoint.call(new HelpGetConfig(), town.now);
    town.run(2 * Time.MINUTE);
    assertThat(client.events(ClientEvent.Answered.class))
        .as("answered in spite of it")
        .anySatisfy(answer -> assertThat(answer.ticket()).isEqualTo(ticket))
        .allSatisfy(answer -> assertThat(answer.answer()).isInstanceOf(Config.class));
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(2);
    assertThat(client.events(ClientEvent.Unreadable.class)).isEmpty();
    assertThat(other.events(ClientEvent.Disconnected.class)).isEmpty();
  }

  @Seeds(count = 60)
  @Covers({"Z-014", "T-002"})
  void z014_garbage_ends_its_own_connection_at_most(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Town.Client victim = provisioned(1);
    Town.Client other = provisioned(2);
    byte[] garbage = new byte[random.nextInt(1, 400)];
    random.nextBytes(garbage);
    victim.inject(Bytes.wrap(garbage));
    other.endpoint.call(new HelpGetConfig(), town.now);
    victim.endpoint.call(new HelpGetConfig(), town.now);
    town.run(2 * Time.MINUTE);
    assertThat(other.events(ClientEvent.Disconnected.class)).isEmpty();
    assertThat(other.events(ClientEvent.Answered.class)).hasSize(2);
    assertThat(victim.events(ClientEvent.Answered.class)).hasSize(2);
  }

  @Requirement({"Z-018", "T-037"})
  void z018_a_server_with_another_key_is_given_up_after_a_few_tries() {
    Town.Client client = town.strangersClient();
    client.endpoint.call(new HelpGetConfig(), town.now);
    client.endpoint.start(town.now);
    town.run(10 * Time.MINUTE);
    assertThat(client.events(ClientEvent.Connected.class))
        .hasSize(ClientKeys.EXCHANGES_DISTRUSTED_MAX);
    assertThat(client.events(ClientEvent.GaveUp.class))
        .containsExactly(new ClientEvent.GaveUp(PeerIncompatible.NO_COMMON_RSA_KEY));
    assertThat(client.events(ClientEvent.KeyAgreed.class)).isEmpty();
    assertThat(client.endpoint.nextWake()).isEqualTo(Time.NEVER);

    client.endpoint.start(town.now);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.Connected.class))
        .as("told to, it tries again")
        .hasSizeGreaterThan(ClientKeys.EXCHANGES_DISTRUSTED_MAX);
  }

  /** A client that has agreed on a key and has one answer. */
  private Town.Client ready() {
    return ready(town.client());
  }

  /** A client that was given a key and has one answer. */
  private Town.Client provisioned(long seed) {
    byte[] secret = new byte[AuthKey.SIZE];
    new SplittableRandom(seed).nextBytes(secret);
    var provision = new ClientSettings.Provision(AuthKey.of(secret), 77);
    town.server.provision(provision, town.now);
    return ready(town.client(provision));
  }

  private Town.Client ready(Town.Client client) {
    client.endpoint.call(new HelpGetConfig(), town.now);
    client.endpoint.start(town.now);
    town.run(2 * Time.SECOND);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(1);
    return client;
  }
}
