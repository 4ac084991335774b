package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportError;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/** A network that fails in every way does not talk a client into anything weaker. */
class DowngradeTest {
  private static final ProxySecret SECRET =
      ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d");
  private static final Bytes TAG = Bytes.fromHex("eeeeeeee");
  private static final int LENGTH_BYTES = 4;
  private static final int HOUR_SECONDS = 3600;

  /** What comes to the client for some seconds instead of what was sent. */
  private static final List<UnaryOperator<Bytes>> BREAKING =
      List.of(
          bytes -> Bytes.fromHex("00".repeat(64)),
          bytes -> Bytes.fromHex("1503030002" + "0228"), // an alert: handshake failure
          bytes -> Bytes.wrap("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
          bytes -> flipped(bytes, bytes.size() / 2),
          bytes -> flipped(bytes, 0),
          bytes -> bytes.slice(0, bytes.size() / 2));

  @Requirement("Z-016")
  void z016_neither_disguise_nor_temporary_keys_are_given_up() {
    var transports = new ServerTransports.Settings(Padding.UP_TO_15, List.of(SECRET));
    Town town = new Town(7, transports, AddressLimits.DEFAULT);
    town.spec = TransportSpec.with(SECRET);
    town.toServer = DowngradeTest::requiringRecords;
    Town.Client client = town.client(HOUR_SECONDS);
    client.endpoint.start(town.now);
    town.run(5 * Time.SECOND);

    for (UnaryOperator<Bytes> broken : BREAKING) {
      town.toClient = broken;
      client.cut(Cause.RST);
      client.endpoint.call(new HelpGetConfig(), town.now);
      town.run(20 * Time.SECOND);
      town.toClient = UnaryOperator.identity();
      town.run(2 * Time.MINUTE);
    }

    assertThat(client.events(ClientEvent.Answered.class)).hasSize(BREAKING.size());
    assertThat(client.events(ClientEvent.Connected.class))
        .hasSizeGreaterThan(BREAKING.size())
        .allMatch(connected -> connected.transport().equals(town.spec));
    assertNoPermanentKey(town, client);
  }

  @Requirement("Z-016")
  void z016_forged_transport_errors_lead_to_a_new_temporary_key_at_most() {
    Town town = new Town(8);
    SequencedSet<Long> keyIds = new LinkedHashSet<>();
    town.toServer = bytes -> noting(bytes, keyIds);
    Town.Client client = town.client(HOUR_SECONDS);
    client.endpoint.start(town.now);
    town.run(5 * Time.SECOND);

    List<Integer> errors =
        List.of(
            TransportError.NOT_FOUND,
            TransportError.FLOOD,
            TransportError.WRONG_DC,
            TransportError.NOT_FOUND,
            -403,
            -1);
    for (int code : errors) {
      town.toClient = bytes -> error(code);
      client.endpoint.call(new HelpGetConfig(), town.now);
      town.run(2 * Time.SECOND);
      town.toClient = UnaryOperator.identity();
      town.run(2 * Time.MINUTE);
    }

    assertThat(client.events(ClientEvent.Answered.class)).hasSize(errors.size());
    assertThat(client.events(ClientEvent.KeyAgreed.class)).as("permanent ones").hasSize(1);
    assertThat(client.events(ClientEvent.KeyBound.class)).hasSizeGreaterThan(1);
    assertThat(keyIds)
        .as("all messages are under temporary keys")
        .hasSameSizeAs(client.events(ClientEvent.KeyBound.class));
    assertNoPermanentKey(town, client);
  }

  private static void assertNoPermanentKey(Town town, Town.Client client) {
    assertThat(client.events(ClientEvent.KeyLost.class)).isEmpty();
    assertThat(client.events(ClientEvent.GaveUp.class)).isEmpty();
    assertThat(town.serverEvents)
        .doesNotContain(new ServerEvent.Finding(PeerMisbehaved.PERMANENT_KEY_USED, false));
  }

  /** Everything that leaves the client looks like TLS: a hello, a change of cipher, data. */
  private static Bytes requiringRecords(Bytes bytes) {
    assertThat(bytes.slice(0, 3).toHex()).isIn("160301", "140303", "170303");
    return bytes;
  }

  private static Bytes noting(Bytes bytes, SequencedSet<Long> keyIds) {
    boolean first = bytes.size() > TAG.size() && bytes.slice(0, TAG.size()).equals(TAG);
    long keyId = bytes.int64((first ? TAG.size() : 0) + LENGTH_BYTES);
    if (keyId != 0) {
      keyIds.add(keyId);
    }
    return bytes;
  }

  /** An intermediate frame with a code. */
  private static Bytes error(int code) {
    byte[] frame = {
      4, 0, 0, 0, (byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24)
    };
    return Bytes.wrap(frame);
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] changed = bytes.toArray();
    changed[at] ^= 0x40;
    return Bytes.wrap(changed);
  }
}
