package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.faketls.ClientHello;
import io.mtlab.mtproto.transport.faketls.FakeTlsClient;
import io.mtlab.mtproto.transport.faketls.Records;
import io.mtlab.mtproto.transport.faketls.ServerHello;
import io.mtlab.mtproto.transport.mask.ObfuscatedHeader;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Requirement;
import java.math.BigInteger;
import java.util.Random;

class FakeTlsTest {
  private static final TransportSpec SPEC = TransportSpec.named("fake-tls", Pair.FAKE_TLS);
  private static final Bytes KEY = Pair.FAKE_TLS.key();
  private static final int NOW = (int) (Streams.NOW / Time.SECOND);

  private final Random random = new Random(3);
  private final ServerTransports gate = Pair.gate(Pair.chance(random));

  @Requirement({"Y-001", "Y-003"})
  void y001_the_hello_is_a_browsers_with_the_secrets_domain() {
    ClientHello hello = hello(NOW);
    assertThat(hello.isWellFormed()).isTrue();
    assertThat(hello.record().size()).isEqualTo(517);
    assertThat(hello.serverName()).isEqualTo("www.example.com");
    assertThat(hello.record().slice(0, 3)).isEqualTo(Bytes.fromHex("160301"));
    String hex = hello.record().toHex();
    assertThat(hex).contains("0010000e000c02683208687474702f312e31"); // ALPN: h2, http/1.1
    assertThat(hex.substring(2 * 78)).matches("([0-9a-f])a\\1a130113021303.*");
    String longest = "x".repeat(ProxySecret.DOMAIN_BYTES_MAX);
    ClientHello large = ClientHello.draw(Pair.chance(random), KEY, longest, NOW);
    assertThat(large.isWellFormed()).isTrue();
    assertThat(large.serverName()).isEqualTo(longest);
  }

  @Requirement("Y-004")
  void y004_the_key_share_is_a_point_of_the_curve() {
    BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    for (int i = 0; i < 20; i++) {
      String hex = hello(NOW).record().toHex();
      int at = hex.indexOf("001d0020") + 8;
      byte[] share = Bytes.fromHex(hex.substring(at, at + 64)).toArray();
      BigInteger x = BigInteger.ZERO;
      for (int b = share.length - 1; b >= 0; b--) {
        x = x.shiftLeft(8).or(BigInteger.valueOf(share[b] & 0xff));
      }
      // y^2 = x^3 + 486662 x^2 + x
      BigInteger square =
          x.pow(3).add(x.pow(2).multiply(BigInteger.valueOf(486_662))).add(x).mod(p);
      BigInteger half = p.subtract(BigInteger.ONE).shiftRight(1);
      assertThat(square.modPow(half, p)).isEqualTo(BigInteger.ONE);
    }
  }

  @Requirement({"Y-002", "Y-005", "Y-006"})
  void y006_the_clients_clock_may_be_three_seconds_ahead_and_ten_minutes_behind() {
    assertThat(hello(NOW + 3).proves(KEY, NOW)).isTrue();
    assertThat(hello(NOW + 4).proves(KEY, NOW)).isFalse();
    assertThat(hello(NOW - 600).proves(KEY, NOW)).isTrue();
    assertThat(hello(NOW - 601).proves(KEY, NOW)).isFalse();
    assertThat(hello(NOW).proves(Pair.SIMPLE.key(), NOW)).isFalse();
    byte[] changed = hello(NOW).record().toArray();
    changed[300] ^= 1;
    assertThat(new ClientHello(Bytes.wrap(changed)).proves(KEY, NOW)).isFalse();
  }

  @Requirement({"Y-007", "Y-008", "Y-015"})
  void y015_a_stranger_and_a_recorder_get_real_tls_alike() throws ProtocolException {
    Bytes ours = hello(NOW).record();
    Heard first = new Heard();
    gate.accept().received(ours, Streams.NOW, first);
    assertThat(first.items).singleElement().isInstanceOf(Heard.Sent.class);

    assertThat(strangers(ours)).isEqualTo(ours);
    Bytes elsewhere = ClientHello.draw(Pair.chance(random), KEY, "www.example.org", NOW).record();
    assertThat(strangers(elsewhere)).isEqualTo(elsewhere);
    Bytes noSecret =
        ClientHello.draw(Pair.chance(random), Bytes.wrap(new byte[16]), "www.example.com", NOW)
            .record();
    assertThat(strangers(noSecret)).isEqualTo(noSecret);
  }

  private Bytes strangers(Bytes record) throws ProtocolException {
    Heard heard = new Heard();
    ServerTransport server = gate.accept();
    for (Bytes piece : Streams.cut(record, random)) {
      server.received(piece, Streams.NOW, heard);
    }
    assertThat(heard.items).hasSize(1);
    return ((Heard.Secure) heard.items.getFirst()).already();
  }

  @Requirement({"Y-009", "Y-010", "Y-011", "Y-012"})
  void y011_any_changed_byte_of_the_answer_ends_the_connection() throws ProtocolException {
    var client = new FakeTlsClient(Pair.chance(random), KEY, "www.example.com");
    ClientHello hello = new ClientHello(client.hello(NOW));
    byte[] answer = ServerHello.draw(Pair.chance(random), KEY, hello).records().toArray();
    assertThat(Bytes.wrap(answer).slice(0, 5)).isEqualTo(Bytes.fromHex("160303007a"));
    for (int at : new int[] {0, 5, 11, 44, 80, 127, 130, 133, 140, answer.length - 1}) {
      byte[] spoiled = answer.clone();
      spoiled[at] ^= 1;
      var fresh = new FakeTlsClient(into -> {}, KEY, "www.example.com");
      fresh.hello(NOW);
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> fresh.received(Bytes.wrap(spoiled), new Established()))
          .extracting(ProtocolException::fault)
          .isEqualTo(PeerMisbehaved.FAKE_TLS_PROOF);
    }
    Established established = new Established();
    client.received(Bytes.wrap(answer), established);
    assertThat(established.count).isEqualTo(1);
  }

  private static final class Established implements FakeTlsClient.To {
    int count;

    @Override
    public void established() {
      count++;
    }

    @Override
    public void piece(Bytes inner) {
      throw new AssertionError("nothing was sent");
    }
  }

  @Requirement("Y-013")
  void y013_records_of_any_size_and_nothing_else() throws ProtocolException {
    for (int size : new int[] {1, 2878, 2879, 16_384, 20_000}) {
      Bytes data = Streams.message(size, random);
      Bytes[] read = {Bytes.EMPTY};
      Records reader = Records.ofServer();
      for (Bytes piece : Streams.cut(Records.ofClient().wrap(data), random)) {
        reader.read(piece, part -> read[0] = Bytes.concat(read[0], part));
      }
      assertThat(read[0]).isEqualTo(data);
    }
    for (String bad : new String[] {"1503030002", "1603030002", "1703010002", "170303ffff"}) {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> Records.ofServer().read(Bytes.fromHex(bad), part -> {}))
          .extracting(ProtocolException::fault)
          .isEqualTo(Malformed.FAKE_TLS_RECORD);
    }
  }

  @Requirement({"Y-014", "Y-016"})
  void y014_the_first_record_stands_behind_a_change_of_ciphers() throws ProtocolException {
    Pair pair = new Pair(SPEC, Pair.chance(random), gate).open();
    Bytes wire = pair.client.encode(Streams.message(40, random));
    assertThat(wire.slice(0, 9)).isEqualTo(Bytes.fromHex("140303000101170303"));
    assertThat(pair.client.encode(Streams.message(40, random)).slice(0, 3))
        .isEqualTo(Bytes.fromHex("170303"));
    pair.up(wire);
    assertThat(pair.server.spec()).isEqualTo(SPEC);
  }

  @Requirement("Y-016")
  void y016_only_padded_frames_inside() throws ProtocolException {
    Pair pair = new Pair(SPEC, Pair.chance(random), gate).open();
    var abridged =
        ObfuscatedHeader.draw(Pair.chance(random), Framing.ABRIDGED.tag(), (short) 2, KEY);
    Bytes wire = Records.ofClient().wrap(abridged.header());
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> pair.up(wire))
        .extracting(ProtocolException::fault)
        .isEqualTo(Malformed.UNKNOWN_TRANSPORT);
  }

  private ClientHello hello(int seconds) {
    return ClientHello.draw(Pair.chance(random), KEY, "www.example.com", seconds);
  }
}
