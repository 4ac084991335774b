package io.mtlab.simulator.workload;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.Domain;
import io.mtlab.mtproto.endpoint.DomainSettings;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.world.Condition;
import io.mtlab.simulator.world.Link;
import io.mtlab.simulator.world.Node;
import io.mtlab.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A client with several ways to a whole server, in virtual time. Each way has a port of its own,
 * and with it a link of its own, which is called after the transport.
 */
final class Wanderer {
  private static final int DC = 2;
  private static final int LAYER = 228;
  private static final int FIRST_PORT = 443;
  private static final int CLIENT = 1;
  private static final AppInfo APP = new AppInfo(LAYER, 1, "test", "1", "1", "en");
  private static final RsaPrivateKey RSA =
      RsaPrivateKey.generate(new Seeds(2026).entropy("a test server's RSA key"));

  final World world;
  final ClientEndpoint client;
  final List<ClientEvent> events = new ArrayList<>();

  /** How often each call was answered, in the order of the calls. */
  final SequencedMap<Ticket, Integer> answers = new LinkedHashMap<>();

  private final Node node;
  private final Seeds seeds;

  Wanderer(long seed, NetworkProfile profile, String... transports) {
    seeds = new Seeds(seed);
    List<Route> routes = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (String transport : transports) {
      Address at = new Address("dc2", FIRST_PORT + routes.size());
      routes.add(Route.to(at, TransportSpec.named(transport, null)));
      links.add(new Link(transport, profile));
    }
    world = new World(seeds, (from, to, port) -> links.get(port - FIRST_PORT), Trace.NONE);
    world.always(new Ear());
    world.add("dc2", this::server).listen().listen(new UdpDoor(seeds.entropy("door")));
    List<ClientEndpoint> made = new ArrayList<>();
    var keys = ServerKeys.of(RSA.publicKey());
    var settings =
        new ClientSettings(
            routes,
            DC,
            keys,
            null,
            APP,
            ClientSettings.TemporaryKeys.NONE,
            ClientSettings.LineOptions.DEFAULT);
    node =
        world.add(
            "phone",
            out -> {
              var entropy = seeds.entropy("client");
              made.add(new ClientEndpoint(settings, entropy, new FoldCipher(), out));
              return made.getFirst();
            });
    client = made.getFirst();
    node.schedule(world.now(), client::start);
  }

  private LocalServer server(Out out) {
    var exchange = new ServerHandshake.Settings(List.of(RSA), DC, Rules.FIELD);
    var chapters =
        new DomainSettings(new CodePolicy.Fixed("12345"), TokenPolicy.ANY, DcSettings.alone(DC));
    return new LocalServer(
        new ServerSettings(exchange, new Layers()),
        seeds.entropy("server"),
        new FoldCipher(),
        replies -> Domain.of(chapters, seeds.entropy("domain"), replies),
        out,
        world.now());
  }

  /** So many calls, one each {@code pause}, from {@code in} nanoseconds on. */
  Wanderer calls(int count, long in, long pause) {
    for (int i = 0; i < count; i++) {
      long at = world.now() + in + i * pause;
      node.schedule(at, now -> answers.put(client.call(new HelpGetConfig(), now), 0));
    }
    return this;
  }

  Wanderer reconnecting(long in) {
    node.schedule(world.now() + in, client::reconnect);
    return this;
  }

  /** The client's datagrams come from another port. */
  Wanderer rebinding(long in) {
    node.schedule(world.now() + in, _ -> node.rebind());
    return this;
  }

  Wanderer link(String transport, Condition condition, long in) {
    world.timeline().schedule(world.now() + in, _ -> world.condition(transport, condition));
    return this;
  }

  Wanderer run(long duration) {
    long end = world.now() + duration;
    world.runUntil(() -> false, end);
    return this;
  }

  <T extends ClientEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The transports that carried the session, in order. */
  List<String> used() {
    return events(ClientEvent.Connected.class).stream()
        .map(each -> each.transport().name())
        .toList();
  }

  long seconds(long time) {
    return time * Time.SECOND;
  }

  private final class Ear implements Invariant {
    @Override
    public String name() {
      return "ear";
    }

    @Override
    public void happened(int number, Event event, long now) {
      if (number == CLIENT && event instanceof ClientEvent heard) {
        events.add(heard);
        if (heard instanceof ClientEvent.Answered answered) {
          answers.merge(answered.ticket(), 1, Integer::sum);
        }
      }
    }

    @Override
    public @Nullable String violation() {
      return null;
    }
  }
}
