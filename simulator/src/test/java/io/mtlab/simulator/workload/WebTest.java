package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.testing.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client and a whole server over HTTP and WebSocket, in virtual time. */
final class WebTest {
  private static final NetworkProfile GOOD =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 0);

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "websocket", "secure-websocket"})
  void a_key_and_a_thousand_calls_with_reconnecting(String transport) {
    Wanderer wanderer =
        new Wanderer(1, GOOD, transport)
            .calls(1000, Time.SECOND, 50 * Time.MILLISECOND)
            .reconnecting(20 * Time.SECOND)
            .run(2 * Time.MINUTE);
    assertThat(wanderer.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(wanderer.answers.values()).hasSize(1000).containsOnly(1);
    assertThat(wanderer.events(ClientEvent.Distrusted.class)).isEmpty();
    assertThat(wanderer.used()).hasSize(2).containsOnly(transport);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "websocket"})
  void a_key_and_a_thousand_calls_under_loss(String transport) {
    Wanderer wanderer =
        new Wanderer(1, GOOD.withLoss(0.05), transport)
            .calls(1000, Time.SECOND, 100 * Time.MILLISECOND)
            .reconnecting(30 * Time.SECOND)
            .run(10 * Time.MINUTE);
    assertThat(wanderer.answers.values()).hasSize(1000).containsOnly(1);
    assertThat(wanderer.events(ClientEvent.Distrusted.class)).isEmpty();
    assertThat(wanderer.events(ClientEvent.Refused.class)).isEmpty();
  }

  @Requirement({"H-005", "H-009"})
  void h009_a_quiet_client_stays_connected_by_its_long_poll() {
    Wanderer wanderer = new Wanderer(1, GOOD, "http").calls(1, Time.SECOND, 0).run(Time.HOUR);
    assertThat(wanderer.answers.values()).containsOnly(1);
    assertThat(wanderer.used()).as("one connection").hasSize(1);
    assertThat(wanderer.events(ClientEvent.Disconnected.class)).isEmpty();
  }
}
