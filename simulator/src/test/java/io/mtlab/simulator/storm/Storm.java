package io.mtlab.simulator.storm;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.endpoint.AddressLimits;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.Domain;
import io.mtlab.mtproto.endpoint.DomainSettings;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.MessageEvent;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.simulator.invariant.ExecutedOnce;
import io.mtlab.simulator.invariant.MessageIdsGrow;
import io.mtlab.simulator.invariant.NothingAckedUnseen;
import io.mtlab.simulator.invariant.ResentInCompany;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Chance;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.world.Link;
import io.mtlab.simulator.world.Node;
import io.mtlab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/** A server and clients that call it through all that a {@link Plan} does to them, then a calm. */
final class Storm {
  static final int CLIENTS = 3;

  /** So many messages the invariants remember: those of more than an hour. */
  private static final int REMEMBERED = 200_000;

  private static final long CALM = 10 * Time.MINUTE;
  private static final int DC = 2;
  private static final int LAYER = 228;
  private static final AppInfo APP = new AppInfo(LAYER, 1, "test", "1", "1", "en");
  private static final RsaPrivateKey RSA =
      RsaPrivateKey.generate(new Seeds(2026).entropy("a test server's RSA key"));
  private static final NetworkProfile STILL =
      NetworkProfile.NONE.withDelay(20 * Time.MILLISECOND, 0);

  final World world;
  final Tally tally = new Tally();
  final ExecutedOnce executed = new ExecutedOnce(REMEMBERED);
  final ResentInCompany resent = new ResentInCompany(REMEMBERED);
  final MessageCount messages = new MessageCount();
  final List<Exchangeable<ClientEndpoint>> clients = new ArrayList<>();
  private final Plan plan;
  private final Seeds seeds;
  private final Chance chance;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Rough> lines = new ArrayList<>();
  private final Exchangeable<LocalServer> server;
  private boolean stormy = true;
  private int lives;

  Storm(long seed, Plan plan) {
    this.plan = plan;
    seeds = new Seeds(seed);
    chance = seeds.chance("storm");
    Link rough = new Link("rough", plan.network(), Plan.SECRETS);
    Link still = new Link("still", STILL, Plan.SECRETS);
    world = new World(seeds, (_, _, _) -> stormy ? rough : still, Trace.NONE);
    world.always(
        new MessageIdsGrow(),
        new NothingAckedUnseen(REMEMBERED),
        executed,
        resent,
        messages,
        tally);
    List<Exchangeable<LocalServer>> made = new ArrayList<>();
    Node node =
        world.add(
            "dc2",
            out -> {
              Rough line = line(out);
              made.add(new Exchangeable<>(newServer(line), line, 0));
              return made.getFirst();
            });
    nodes.add(node.listen().listen(new UdpDoor(seeds.entropy("door"))));
    server = made.getFirst();
    for (int i = 1; i <= CLIENTS; i++) {
      add("client-" + i);
    }
  }

  void play() {
    for (int i = 1; i <= CLIENTS; i++) {
      Node node = nodes.get(i);
      Exchangeable<ClientEndpoint> client = clients.get(i - 1);
      node.schedule(world.now(), now -> client.machine().start(client.at(now)));
      callInTurn(node, client, new Turns(world.now(), plan.traffic()), 0);
      for (int cut = 0; cut < plan.traffic().cuts(); cut++) {
        node.schedule(moment(), now -> node.cutConnections());
      }
      for (int restart = 0; restart < plan.traffic().clientRestarts(); restart++) {
        node.schedule(moment(), now -> restart(node, client, now));
      }
    }
    for (int restart = 0; restart < plan.traffic().serverRestarts(); restart++) {
      nodes.getFirst().schedule(moment(), now -> restartServer());
    }
    world.runUntil(world.now() + plan.traffic().lasts());
    stormy = false;
    lines.forEach(Rough::calm);
    nodes.forEach(Node::cutConnections);
    world.runUntil(() -> tally.open() == 0, world.now() + CALM);
    world.runUntil(world.now() + Time.MINUTE); // late and doubled answers would come now
  }

  private long moment() {
    return world.now() + chance.nextLong(plan.traffic().lasts());
  }

  /** Calls are spread evenly over the storm; the n-th, from 0, calls the next one in. */
  private void callInTurn(Node node, Exchangeable<ClientEndpoint> client, Turns turns, int n) {
    if (n < turns.traffic().calls()) {
      node.schedule(
          turns.begin(n) + chance.nextLong(turns.each()),
          now -> {
            call(node, client, now);
            callInTurn(node, client, turns, n + 1);
          });
    }
  }

  private record Turns(long from, Plan.Traffic traffic) {
    long each() {
      return traffic.lasts() / traffic.calls();
    }

    long begin(int n) {
      return from + n * each();
    }
  }

  private void call(Node node, Exchangeable<ClientEndpoint> client, long now) {
    boolean odd = chance.nextLong(2) == 0;
    var ticket =
        client.machine().call(odd ? new HelpGetConfig() : new HelpGetNearestDc(), client.at(now));
    tally.called(node.number(), ticket);
  }

  private void restart(Node node, Exchangeable<ClientEndpoint> client, long now) {
    tally.restarted(node.number());
    node.cutConnections();
    lines.get(node.number()).nextLife();
    client.exchange(newClient(node.name(), lines.get(node.number())));
    client.machine().start(client.at(now));
  }

  private void restartServer() {
    Node node = nodes.getFirst();
    executed.forgotten(node.number());
    node.cutConnections();
    server.exchange(newServer(lines.getFirst()));
    if (plan.keys().provisioned()) {
      for (int i = 1; i <= CLIENTS; i++) {
        server.machine().provision(provision("client-" + i), world.now());
      }
    }
  }

  private void add(String name) {
    nodes.add(
        world.add(
            name,
            out -> {
              Rough line = line(out);
              clients.add(new Exchangeable<>(newClient(name, line), line, plan.skew()));
              return clients.getLast();
            }));
    if (plan.keys().provisioned()) {
      server.machine().provision(provision(name), world.now());
    }
  }

  private Rough line(Out out) {
    lines.add(new Rough(out, seeds.chance("bits:" + lines.size()), plan.corrupt()));
    return lines.getLast();
  }

  private ClientEndpoint newClient(String name, Out out) {
    ClientSettings settings =
        new ClientSettings(
            new Address("dc2", 443),
            plan.transport(),
            DC,
            ServerKeys.of(RSA.publicKey()),
            plan.keys().provisioned() ? provision(name) : null,
            APP);
    ClientEndpoint client =
        new ClientEndpoint(
            settings.withTemporaryKeys(plan.keys().temporarySeconds()),
            seeds.entropy(name + " " + lives++),
            cipher(name),
            out);
    client.observe(MessageEvent.to(out));
    return client;
  }

  private ClientSettings.Provision provision(String name) {
    var entropy = seeds.entropy("key:" + name);
    return new ClientSettings.Provision(
        AuthKey.of(entropy.bytes(AuthKey.SIZE)), entropy.nextLong());
  }

  private LocalServer newServer(Out out) {
    String life = "server " + lives++;
    var exchange = new ServerHandshake.Settings(List.of(RSA), DC, Rules.FIELD);
    var chapters =
        new DomainSettings(new CodePolicy.Fixed("12345"), TokenPolicy.ANY, DcSettings.alone(DC));
    LocalServer made =
        new LocalServer(
            new ServerSettings(
                exchange,
                new Layers(),
                new ServerTransports.Settings(Padding.UP_TO_15, Plan.SECRETS),
                AddressLimits.DEFAULT),
            seeds.entropy(life),
            cipher(life),
            replies -> Domain.of(chapters, seeds.entropy("domain of " + life), replies),
            out,
            world.now());
    made.observe(MessageEvent.to(out));
    return made;
  }

  private MessageCipher cipher(String of) {
    return plan.realCipher() ? new Mtproto2Cipher(seeds.entropy("cipher " + of)) : new FoldCipher();
  }
}
