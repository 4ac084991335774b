package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;

/** A client and a whole server over datagrams, in virtual time. */
final class UdpTest {
  private static final NetworkProfile GOOD =
      NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 0);
  private static final NetworkProfile BAD = GOOD.withLoss(0.2).withReorder(0.2).withDuplicate(0.05);

  /** A lost answer comes again when a thousand later ones have been seen. */
  private static final int CALLS = 4_000;

  @Seeds(count = 3)
  @Covers({"T-036", "T-034", "R-023"})
  void t036_a_key_and_thousands_of_calls_come_through_loss_and_disorder_once_each(long seed) {
    Wanderer wanderer =
        new Wanderer(seed, BAD, "udp")
            .calls(CALLS, Time.SECOND, 5 * Time.MILLISECOND)
            .reconnecting(8 * Time.SECOND)
            .run(10 * Time.MINUTE);
    assertThat(wanderer.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(wanderer.answers).hasSize(CALLS);
    assertThat(wanderer.answers.values()).containsOnly(1);
    assertThat(wanderer.events(ClientEvent.Refused.class)).isEmpty();
    assertThat(wanderer.used()).hasSizeBetween(2, 8).containsOnly("udp");
  }

  @Requirement("T-036")
  void t036_a_session_goes_on_when_the_client_comes_from_another_port() {
    Wanderer wanderer =
        new Wanderer(1, GOOD, "udp")
            .calls(200, Time.SECOND, 50 * Time.MILLISECOND)
            .rebinding(3 * Time.SECOND)
            .rebinding(6 * Time.SECOND)
            .run(Time.MINUTE);
    assertThat(wanderer.answers.values()).hasSize(200).containsOnly(1);
    assertThat(wanderer.used()).as("one connection").containsExactly("udp");
  }
}
