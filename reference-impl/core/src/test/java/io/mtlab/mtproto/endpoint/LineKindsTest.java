package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole ends over every transport of a stream: quick acks, limits, data centres. */
class LineKindsTest {
  private static final ProxySecret SIMPLE = ProxySecret.parse("000102030405060708090a0b0c0d0e0f");
  private static final ProxySecret PADDED = ProxySecret.parse("dd101112131415161718191a1b1c1d1e1f");
  private static final ProxySecret FAKE_TLS =
      ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d");
  private static final ServerTransports.Settings TRANSPORTS =
      new ServerTransports.Settings(Padding.UP_TO_15, List.of(SIMPLE, PADDED, FAKE_TLS));

  private final Town town = new Town(1, TRANSPORTS, new AddressLimits(3, 40, true));

  static Stream<TransportSpec> specs() {
    return TransportSpec.names().stream()
        .limit(10)
        .map(name -> TransportSpec.named(name, secretFor(name)));
  }

  private static @Nullable ProxySecret secretFor(String name) {
    return switch (name) {
      case "mtproxy" -> SIMPLE;
      case "mtproxy-dd" -> PADDED;
      case "fake-tls" -> FAKE_TLS;
      default -> null;
    };
  }

  @ParameterizedTest
  @MethodSource("specs")
  @Covers({"T-016", "T-017", "T-018", "T-020", "T-022", "T-031"})
  void t018_an_accepted_message_brings_its_token_and_its_answer_too(TransportSpec spec) {
    town.spec = spec;
    town.lineOptions = new ClientSettings.LineOptions(Padding.UP_TO_15, true);
    Town.Client client = ready();
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    int tokens = client.events(ClientEvent.QuicklyAcknowledged.class).size();
    client.endpoint.call(new HelpGetConfig(), town.now);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(2);
    int more = client.events(ClientEvent.QuicklyAcknowledged.class).size() - tokens;
    if (spec.hasQuickAcks()) {
      assertThat(more).isBetween(1, 3); // the query, and perhaps acknowledgments behind it
    } else {
      assertThat(more).isZero();
    }
    assertThat(client.events(ClientEvent.Distrusted.class)).isEmpty();
  }

  @Requirement("T-018")
  void t018_a_message_with_a_wrong_key_brings_no_token() {
    town.lineOptions = new ClientSettings.LineOptions(Padding.UP_TO_15, true);
    Town.Client client = ready();
    int tokens = client.events(ClientEvent.QuicklyAcknowledged.class).size();
    town.toServer =
        bytes -> {
          byte[] spoiled = bytes.toArray();
          spoiled[spoiled.length - 1] ^= 1;
          return Bytes.wrap(spoiled);
        };
    client.endpoint.call(new HelpGetConfig(), town.now);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.QuicklyAcknowledged.class)).hasSize(tokens);
  }

  @Requirement("T-021")
  void t021_a_token_of_nobodys_changes_nothing() {
    Town.Client client = ready();
    town.toClient = bytes -> Bytes.concat(Bytes.fromHex("78563492"), bytes);
    client.endpoint.call(new HelpGetConfig(), town.now);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.QuicklyAcknowledged.class)).isEmpty();
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(2);
    assertThat(client.events(ClientEvent.Disconnected.class)).isEmpty();
  }

  @Requirement("T-038")
  void t038_the_fourth_connection_of_an_address_is_refused() {
    List<Town.Client> clients = Stream.generate(this::ready).limit(3).toList();
    Town.Client fourth = town.client();
    fourth.endpoint.start(town.now);
    town.run(Time.SECOND);
    assertThat(fourth.events(ClientEvent.KeyAgreed.class)).isEmpty();
    assertThat(fourth.events(ClientEvent.Disconnected.class)).isNotEmpty();
    assertThat(town.serverEvents).contains(new ServerEvent.Finding(PeerMisbehaved.FLOOD, false));
    clients.forEach(one -> one.endpoint.call(new HelpGetConfig(), town.now));
    town.run(Time.SECOND);
    assertThat(clients)
        .allSatisfy(one -> assertThat(one.events(ClientEvent.Answered.class)).hasSize(2));
  }

  @Requirement("T-038")
  void t038_limits_count_each_address_alone_and_spare_this_machine_unless_told() {
    var other = new AddressLimits.Count(new AddressLimits(1, 0, false));
    assertThat(other.opened("192.0.2.1")).isFalse();
    assertThat(other.opened("192.0.2.1")).isTrue();
    assertThat(other.opened("192.0.2.2")).isFalse();
    other.closed("192.0.2.1");
    other.closed("192.0.2.1");
    assertThat(other.opened("192.0.2.1")).isFalse();
    assertThat(other.opened("127.0.0.1")).isFalse();
    assertThat(other.opened("127.0.0.1")).isFalse();
    assertThat(other.messagesMax("192.0.2.1")).isEqualTo(Long.MAX_VALUE);
  }

  @Requirement("T-038")
  void t038_a_connection_may_bring_so_many_messages() {
    Town.Client client = ready();
    for (int i = 0; i < 60; i++) {
      client.endpoint.call(new HelpGetConfig(), town.now);
      town.run(100 * Time.MILLISECOND);
    }
    assertThat(town.serverEvents).contains(new ServerEvent.Finding(PeerMisbehaved.FLOOD, false));
  }

  @Requirement({"T-023", "B-003", "B-018"})
  void b018_a_proxy_that_is_asked_for_another_data_centre_says_so() {
    town.spec = TransportSpec.named("mtproxy-dd", PADDED);
    town.dc = 4;
    Town.Client client = town.client();
    client.endpoint.start(town.now);
    town.run(Time.SECOND);
    assertThat(town.serverEvents)
        .contains(new ServerEvent.Finding(PeerIncompatible.WRONG_DC, false));
    assertThat(client.events(ClientEvent.KeyAgreed.class)).isEmpty();
    town.run(Time.MINUTE);
    assertThat(client.events(ClientEvent.Connected.class)).hasSizeLessThan(30);
  }

  private Town.Client ready() {
    Town.Client client = town.client();
    client.endpoint.start(town.now);
    client.endpoint.call(new HelpGetConfig(), town.now);
    town.run(2 * Time.SECOND);
    return client;
  }
}
