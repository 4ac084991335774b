package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.MessagesGetDhConfig;
import io.mtlab.testing.Requirement;
import java.util.List;

/** The temporary keys for media servers and for those of a CDN, beside those of a data centre. */
final class OtherServersKeysTest {
  private static final int LIFE = 40;
  private static final ClientSettings.Provision PERMANENT =
      new ClientSettings.Provision(AuthKey.of(Town.seeded(7).bytes(AuthKey.SIZE)), 1);

  private final Town town = new Town(1);

  @Requirement({"P-018", "P-011"})
  void p018_the_key_for_media_stands_beside_that_of_the_data_centre_under_one_permanent_key() {
    town.server.provision(PERMANENT, town.now);
    List<Town.Client> both = List.of(client(Town.DC), client(-Town.DC));
    for (int call = 0; call < 60; call++) {
      both.forEach(each -> each.endpoint.call(new HelpGetConfig(), town.now));
      town.run(Time.SECOND);
    }
    for (Town.Client each : both) {
      assertThat(each.events(ClientEvent.Answered.class)).hasSize(60);
      assertThat(each.events(ClientEvent.KeyBound.class)).hasSize(3); // two renewals in a minute
      assertThat(each.events(ClientEvent.Disconnected.class)).isEmpty();
      assertThat(each.events(ClientEvent.KeyAgreed.class)).isEmpty();
    }
  }

  @Requirement("P-011")
  void p011_two_clients_of_the_data_centre_itself_take_each_others_key() {
    town.server.provision(PERMANENT, town.now);
    Town.Client first = client(Town.DC);
    town.run(5 * Time.SECOND);
    client(Town.DC);
    town.run(5 * Time.SECOND);
    first.endpoint.call(new HelpGetConfig(), town.now);
    town.run(20 * Time.SECOND);
    assertThat(first.events(ClientEvent.KeyBound.class)).hasSizeGreaterThan(1);
    assertThat(first.events(ClientEvent.Disconnected.class)).isNotEmpty();
  }

  @Requirement({"P-018", "P-015"})
  void p018_a_key_for_a_cdn_is_temporary_renewed_and_bound_to_none() {
    Town.Client client = town.client(settings -> settings.forCdn(LIFE));
    client.endpoint.start(town.now);
    for (int call = 0; call < 60; call++) {
      client.endpoint.call(new HelpGetConfig(), town.now);
      town.run(Time.SECOND);
    }
    assertThat(client.events(ClientEvent.Answered.class))
        .hasSize(60)
        .allSatisfy(answer -> assertThat(answer.answer()).isInstanceOf(Config.class));
    assertThat(client.events(ClientEvent.KeyBound.class)).hasSize(3);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).as("permanent keys").isEmpty();
    assertThat(town.serverEvents).doesNotContain(new ServerEvent.KeyBound());

    // Nobody is behind such a key: the server lets it do no more than it lets any unbound one.
    client.endpoint.call(new MessagesGetDhConfig(0, 1), town.now);
    town.run(5 * Time.SECOND);
    assertThat(client.events(ClientEvent.Refused.class).toString()).contains("AUTH_KEY_PERM_EMPTY");
  }

  @Requirement("P-018")
  void p018_without_a_permanent_key_there_is_a_temporary_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> town.client(settings -> settings.forCdn(0)));
  }

  private Town.Client client(int dc) {
    town.dc = dc;
    Town.Client client = town.client(PERMANENT, LIFE);
    client.endpoint.start(town.now);
    return client;
  }
}
