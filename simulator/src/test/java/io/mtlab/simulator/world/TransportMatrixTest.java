package io.mtlab.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.endpoint.AddressLimits;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.Domain;
import io.mtlab.mtproto.endpoint.DomainSettings;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.UpdateShort;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.Carrier;
import io.mtlab.mtproto.transport.Framing;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.network.profile.Presets;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.testing.Covers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same play over every transport: a key exchange, a sign-in, 1,000 calls and as many updates
 * while the network loses 5 % of all frames (20 % of all datagrams), reorders, repeats, replays and
 * breaks some, and the client changes its connection twice. Each call is answered and each update
 * comes, once. Another transport is another name of {@link TransportSpec}.
 */
class TransportMatrixTest {
  private static final int CALLS = 1_000;
  static final int DC = 2;
  private static final TlMethod<?> SIGN_IN =
      new AuthImportBotAuthorization(0, 1, "hash", "7:token_of_a_bot");
  private static final List<ProxySecret> SECRETS =
      List.of(
          ProxySecret.parse("000102030405060708090a0b0c0d0e0f"),
          ProxySecret.parse("dd101112131415161718191a1b1c1d1e1f"),
          ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f7777772e6578616d706c652e636f6d"));
  static final RsaPrivateKey KEY = RsaPrivateKey.generate(new Seeds(3).entropy("key"));

  static Stream<TransportSpec> specs() {
    return TransportSpec.all(SECRETS).stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  @Covers({"T-028", "T-034", "B-009", "Y-014", "M-012", "T-036"})
  void t034_every_call_is_answered_once_whatever_is_lost(TransportSpec spec) {
    Seeds seeds = new Seeds(11);
    World world = new World(seeds, Links.all(new Link("air", network(spec), SECRETS)), Trace.NONE);
    world
        .add("dc2", out -> server(seeds, out, world.now()))
        .listen()
        .listen(new UdpDoor(seeds.entropy("door")));
    List<ClientEvent> heard = new ArrayList<>();
    ClientEndpoint[] made = new ClientEndpoint[1];
    Node node =
        world.add(
            "phone",
            out -> {
              var settings =
                  new ClientSettings(
                      new Address("dc2", 443),
                      spec,
                      DC,
                      ServerKeys.of(KEY.publicKey()),
                      null,
                      new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en"));
              Out tap = new Tap(out, heard);
              made[0] = new ClientEndpoint(settings, seeds.entropy("phone"), new FoldCipher(), tap);
              return made[0];
            });
    ClientEndpoint client = made[0];
    node.schedule(world.now(), client::start);
    node.schedule(world.now(), now -> client.call(SIGN_IN, now));
    world.runUntil(
        () -> count(heard, ClientEvent.Answered.class) == 1, world.now() + 2 * Time.MINUTE);
    long begin = world.now();
    for (int i = 0; i < CALLS; i++) {
      node.schedule(
          begin + i * 20L * Time.MILLISECOND, now -> client.call(new HelpGetConfig(), now));
    }
    node.schedule(begin + 8 * Time.SECOND, client::reconnect);
    node.schedule(begin + 15 * Time.SECOND, client::reconnect);
    world.runUntil(
        () -> updates(heard).size() >= CALLS && answers(heard) > CALLS, begin + Time.HOUR);
    world.runUntil(world.now() + Time.MINUTE); // what comes twice would come now

    assertThat(count(heard, ClientEvent.KeyAgreed.class)).isOne();
    assertThat(heard.stream().filter(ClientEvent.Answered.class::isInstance).distinct())
        .hasSize(CALLS + 1);
    assertThat(answers(heard)).isEqualTo(CALLS + 1);
    assertThat(updates(heard))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, CALLS).boxed().toList());
    assertThat(heard.stream().filter(ClientEvent.Distrusted.class::isInstance).distinct())
        .as("what was changed on the way is noticed, and nothing else is taken for it")
        .isNotEmpty()
        .isSubsetOf(noticed(spec));
    assertThat(count(heard, ClientEvent.Connected.class)).isGreaterThanOrEqualTo(3);
  }

  private static NetworkProfile network(TransportSpec spec) {
    NetworkProfile wifi =
        Presets.byName("wifi")
            .withDuplicate(0.01)
            .withFaults(
                List.of(
                    FaultSpec.of("corrupt", "probability", "0.5%"),
                    FaultSpec.of("replay", "probability", "1%"),
                    FaultSpec.of("replay", "probability", "1%", "connection", "next")));
    return spec.carrier() == Carrier.UDP
        ? wifi.withLoss(0.2).withReorder(0.2)
        : wifi.withLoss(0.05).withReorder(0.02);
  }

  /** A full frame has a sum; an answer over HTTP that comes again is one that nobody asked for. */
  private static List<ClientEvent> noticed(TransportSpec spec) {
    List<Fault> faults =
        switch (spec.carrier()) {
          case HTTP, HTTPS ->
              List.of(
                  PeerMisbehaved.MSG_KEY_MISMATCH,
                  PeerMisbehaved.UNKNOWN_AUTH_KEY,
                  Malformed.HTTP_STATUS);
          default ->
              List.of(
                  spec.framing() == Framing.FULL
                      ? Malformed.FRAME_CHECKSUM
                      : PeerMisbehaved.MSG_KEY_MISMATCH);
        };
    return faults.stream().<ClientEvent>map(ClientEvent.Distrusted::new).toList();
  }

  private static int answers(List<ClientEvent> heard) {
    return count(heard, ClientEvent.Answered.class);
  }

  /** The numbers that the server told unasked. */
  private static List<Integer> updates(List<ClientEvent> heard) {
    return heard.stream()
        .filter(ClientEvent.Updated.class::isInstance)
        .map(event -> ((UpdateShort) ((ClientEvent.Updated) event).updates()).date())
        .toList();
  }

  private static int count(List<ClientEvent> heard, Class<? extends ClientEvent> kind) {
    return (int) heard.stream().filter(kind::isInstance).count();
  }

  static LocalServer server(Seeds seeds, Out out, long now) {
    var exchange = new ServerHandshake.Settings(List.of(KEY), DC, Rules.STRICT);
    var domain =
        new DomainSettings(new CodePolicy.Fixed("22222"), TokenPolicy.ANY, DcSettings.alone(DC));
    var transports = new ServerTransports.Settings(Padding.UP_TO_15, SECRETS);
    var entropy = seeds.entropy("server");
    return new LocalServer(
        new ServerSettings(exchange, new Layers(), transports, AddressLimits.DEFAULT),
        entropy,
        new FoldCipher(),
        replies -> new Teller(Domain.of(domain, entropy, replies), replies),
        out,
        now);
  }

  /** Hears what the client tells its owner. */
  record Tap(Out out, List<ClientEvent> heard) implements Out {
    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      out.dial(conn, to, channel);
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      out.transmit(conn, bytes);
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      out.startTls(conn, server, already);
    }

    @Override
    public void close(Conn conn, How how) {
      out.close(conn, how);
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      out.ask(ticket, request);
    }

    @Override
    public void happened(Event event) {
      heard.add((ClientEvent) event);
    }
  }
}
