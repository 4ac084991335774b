package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.mtproto.transport.mask.SeenBefore;
import io.mtlab.testing.Requirement;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

class ObfuscationTest {
  private static final Bytes MESSAGE = Streams.message(40, new Random(1));

  private final Random random = new Random(3);

  @Requirement("B-001")
  void b001_no_header_of_a_million_begins_as_another_transport_does() {
    SplittableRandom chance = new SplittableRandom(1);
    byte[] drawn = new byte[ObfuscatedHeader.BYTES];
    Bytes[] taken = {
      Bytes.fromHex("48454144"), Bytes.fromHex("504f5354"), Bytes.fromHex("47455420"),
      Bytes.fromHex("4f505449"), Bytes.fromHex("dddddddd"), Bytes.fromHex("eeeeeeee"),
      Bytes.fromHex("16030102"), Bytes.fromHex("ef000000")
    };
    for (int i = 0; i < 1_000_000; i++) {
      chance.nextBytes(drawn);
      if (i % 16 == 0) {
        taken[i / 16 % taken.length].copyTo(drawn, 0);
      } else if (i % 16 == 1) {
        Bytes.fromHex("00000000").copyTo(drawn, 4);
      }
      Bytes header = Bytes.wrap(drawn);
      if (ObfuscatedHeader.mayBegin(header)) {
        assertThat(FirstBytes.of(header)).isEqualTo(FirstBytes.CHANCE);
      }
      assertThat(ObfuscatedHeader.mayBegin(header) && i % 16 < 2).isFalse();
    }
  }

  @Requirement("B-001")
  void b001_forbidden_chance_is_drawn_again() {
    Bytes bad = Bytes.concat(Bytes.fromHex("eeeeeeee"), Streams.message(60, random));
    Bytes good = Bytes.concat(Bytes.fromHex("11223344"), Streams.message(60, random));
    var draws = new ArrayDeque<>(List.of(bad, bad, good));
    var header =
        ObfuscatedHeader.draw(
            into -> draws.remove().copyTo(into, 0), Framing.PADDED.tag(), null, null);
    assertThat(draws).isEmpty();
    assertThat(header.header().slice(0, 56)).isEqualTo(good.slice(0, 56));
  }

  @Requirement({"B-003", "B-018"})
  void b003_only_a_proxy_is_told_the_data_centre() throws ProtocolException {
    assertThat(wanted(2)).isEqualTo(2);
    assertThat(wanted(10_002)).isEqualTo(2);
    assertThat(wanted(-2)).isEqualTo(2);
    assertThat(wanted(-10_002)).isEqualTo(2);
    assertThat(wanted(0)).isZero();
    assertThat(wanted(9_000)).isZero();
    Pair pair = new Pair(TransportSpec.named("obfuscated-padded", null), Pair.chance(random));
    pair.open().up(pair.client.encode(MESSAGE));
    assertThat(pair.server.wantedDc()).isZero();
  }

  private int wanted(int dc) throws ProtocolException {
    var spec = TransportSpec.named("mtproxy-dd", Pair.PADDED);
    var to = new Destination(new Address("dc2", 443), dc);
    var client = new ClientTransport(spec, to, Padding.UP_TO_15, Pair.chance(random));
    ServerTransport server = Pair.gate(Pair.chance(random)).accept();
    server.received(client.encode(MESSAGE), Streams.NOW, new Heard());
    return server.wantedDc();
  }

  @Requirement({"B-005", "B-008", "B-017"})
  void b008_an_unknown_tag_or_secret_is_closed_without_a_word() throws ProtocolException {
    var other = ProxySecret.parse("ffffffffffffffffffffffffffffffff");
    assertThat(refused(TransportSpec.named("mtproxy", other)))
        .isEqualTo(Malformed.UNKNOWN_TRANSPORT);
    Bytes noise = Bytes.concat(Bytes.fromHex("0102030405060708"), Streams.message(56, random));
    ServerTransport server = Pair.gate(Pair.chance(random)).accept();
    server.received(noise.slice(0, 63), Streams.NOW, new Heard());
    Heard heard = new Heard();
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> server.received(noise.from(63), Streams.NOW, heard));
    assertThat(heard.items).isEmpty();
  }

  @Requirement({"B-014", "B-015"})
  void b015_a_secret_for_padded_frames_admits_no_others() throws ProtocolException {
    var simple = ProxySecret.of(Pair.PADDED.key());
    for (Framing framing : List.of(Framing.ABRIDGED, Framing.INTERMEDIATE)) {
      assertThat(refused(new TransportSpec(Carrier.TCP, framing, true, simple)))
          .isEqualTo(Malformed.UNKNOWN_TRANSPORT);
    }
    Pair padded =
        new Pair(new TransportSpec(Carrier.TCP, Framing.PADDED, true, simple), Pair.chance(random));
    padded.open().up(padded.client.encode(MESSAGE));
    assertThat(padded.serverHeard.frames).containsExactly(MESSAGE);
  }

  @Requirement("B-016")
  void b016_a_recorded_header_opens_nothing() throws ProtocolException {
    ServerTransports gate = Pair.gate(Pair.chance(random));
    var spec = TransportSpec.named("mtproxy", Pair.SIMPLE);
    Pair pair = new Pair(spec, Pair.chance(random), gate).open();
    Bytes recorded = pair.client.encode(MESSAGE);
    pair.up(recorded);
    assertThat(pair.serverHeard.frames).hasSize(1);

    Heard heard = new Heard();
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> gate.accept().received(recorded, Streams.NOW, heard))
        .extracting(ProtocolException::fault)
        .isEqualTo(PeerMisbehaved.REPLAYED_OPENING);
    assertThat(heard.items).isEmpty();
  }

  @Requirement("B-016")
  void b016_what_is_remembered_is_bounded() {
    SeenBefore seen = new SeenBefore();
    for (int i = 0; i < SeenBefore.COUNT_MAX + 10; i++) {
      assertThat(seen.again(number(i))).isFalse();
    }
    assertThat(seen.again(number(SeenBefore.COUNT_MAX))).isTrue();
    assertThat(seen.again(number(0))).isFalse();
  }

  @Requirement("B-010")
  void b010_a_flipped_bit_reaches_the_message_and_nothing_else() throws ProtocolException {
    Pair pair = new Pair(TransportSpec.named("obfuscated-padded", null), Pair.chance(random));
    pair.open().up(pair.client.encode(MESSAGE));
    byte[] spoiled = pair.client.encode(MESSAGE).toArray();
    spoiled[10] ^= 1;
    pair.up(Bytes.wrap(spoiled));
    pair.up(pair.client.encode(MESSAGE));
    assertThat(pair.serverHeard.frames).hasSize(3);
    assertThat(pair.serverHeard.frames.get(1)).isNotEqualTo(MESSAGE);
    assertThat(pair.serverHeard.frames.get(2)).isEqualTo(MESSAGE);
  }

  private static Bytes number(int i) {
    return Bytes.wrap(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)});
  }

  private Fault refused(TransportSpec spec) throws ProtocolException {
    Pair pair = new Pair(spec, Pair.chance(random)).open();
    try {
      pair.up(pair.client.encode(MESSAGE));
    } catch (ProtocolException broken) {
      assertThat(pair.clientHeard.frames).isEmpty();
      return broken.fault();
    }
    throw new AssertionError("not refused");
  }
}
