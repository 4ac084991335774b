package io.mtlab.simulator.workload;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.Domain;
import io.mtlab.mtproto.endpoint.DomainSettings;
import io.mtlab.mtproto.endpoint.LocalServer;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.invariant.DeliveredAfterJoining;
import io.mtlab.simulator.invariant.DeliveredInOrder;
import io.mtlab.simulator.invariant.DeliveredWasPosted;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.world.Link;
import io.mtlab.simulator.world.Links;
import io.mtlab.simulator.world.Node;
import io.mtlab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole group in virtual time: a server, a poster and members, all with their real machines. */
final class Broadcast {
  private static final int DC = 2;
  private static final int LAYER = 228;
  private static final String CODE = "12345";
  private static final String GROUP = "broadcast";
  private static final long STEP_MAX = 10 * Time.MINUTE;
  private static final AppInfo APP = new AppInfo(LAYER, 1, "test", "1", "1", "en");
  private static final RsaPrivateKey RSA =
      RsaPrivateKey.generate(new Seeds(2026).entropy("a test server's RSA key"));

  final World world;
  final Poster poster;
  final List<Member> members = new ArrayList<>();
  private final List<Node> memberNodes = new ArrayList<>();
  private final Node posterNode;
  private final LocalServer server;
  private final Posts posts;
  private final Seeds seeds;
  private final boolean provisioned;
  private final int count;
  private int cuts;
  private long interval = Time.SECOND;
  private int joined;
  private int failed;
  private long received;

  Broadcast(
      long seed, NetworkProfile profile, boolean provisioned, int members, int posts, Trace trace) {
    this.seeds = new Seeds(seed);
    this.provisioned = provisioned;
    this.count = posts;
    world = new World(seeds, Links.all(new Link("air", profile)), trace.and(this::heard));
    world.always(new DeliveredInOrder(), new DeliveredWasPosted(), new DeliveredAfterJoining());
    this.posts = new Posts(posts, members, world.now());
    List<LocalServer> servers = new ArrayList<>();
    world
        .add(
            "dc2",
            out -> {
              servers.add(server(out));
              return servers.getFirst();
            })
        .listen();
    server = servers.getFirst();
    List<Poster> posters = new ArrayList<>();
    posterNode =
        world.add(
            "poster",
            out -> {
              posters.add(new Poster(role("poster", 1, out), inner -> client("poster", inner)));
              return posters.getFirst();
            });
    poster = posters.getFirst();
    for (int i = 1; i <= members; i++) {
      addMember("member-" + i, i + 1);
    }
  }

  /** So many members' connections are cut after the first post. */
  Broadcast cutting(int members) {
    cuts = members;
    return this;
  }

  /** Posts follow each other so fast. */
  Broadcast every(long time) {
    interval = time;
    return this;
  }

  /** Plays everything, up to the last delivery or the end of patience. */
  void play() {
    tell(posterNode, poster, new Command.CreateGroup("A group", GROUP));
    world.runUntil(() -> joined == 1 || failed > 0, world.now() + STEP_MAX);
    for (int i = 0; i < members.size(); i++) {
      tell(memberNodes.get(i), members.get(i), new Command.Join(GROUP));
    }
    world.runUntil(() -> joined == 1 + members.size() || failed > 0, world.now() + STEP_MAX);
    long cutAt = world.now() + 3 * Time.SECOND / 2;
    for (int i = 0; i < cuts; i++) {
      Node node = memberNodes.get(i);
      node.schedule(cutAt, now -> node.cutConnections());
    }
    for (int post = 0; post < count; post++) {
      posts.plan(post, world.now() + (post + 1) * interval);
      tell(posterNode, poster, new Command.Post(post));
    }
    world.runUntil(() -> received() == expected() || failed > 0, world.now() + STEP_MAX);
    world.recorder().finish(world.now());
  }

  int joined() {
    return joined - 1;
  }

  int failed() {
    return failed;
  }

  long received() {
    return received;
  }

  long expected() {
    return (long) members.size() * count;
  }

  private void heard(long now, TraceEvent event) {
    if (event instanceof TraceEvent.Joined) {
      joined++;
    } else if (event instanceof TraceEvent.Delivered) {
      received++;
    } else if (event instanceof TraceEvent.Failed) {
      failed++;
    }
  }

  private void addMember(String name, int number) {
    memberNodes.add(
        world.add(
            name,
            out -> {
              members.add(new Member(role(name, number, out), inner -> client(name, inner)));
              return members.getLast();
            }));
  }

  private void tell(Node node, Actor actor, Command command) {
    node.schedule(world.now(), now -> actor.told(command, now));
  }

  private Role role(String name, int number, Out out) {
    return new Role(name, Account.ofNode(number, CODE), posts, seeds.entropy("actor:" + name), out);
  }

  private ClientEndpoint client(String name, Out out) {
    var provision = provisioned ? provision(name) : null;
    if (provision != null) {
      server.provision(provision, world.now());
    }
    ClientSettings settings =
        new ClientSettings(
            new Address("dc2", 443),
            TransportSpec.INTERMEDIATE,
            DC,
            ServerKeys.of(RSA.publicKey()),
            provision,
            APP);
    return new ClientEndpoint(settings, seeds.entropy("client:" + name), new FoldCipher(), out);
  }

  private ClientSettings.@Nullable Provision provision(String name) {
    var chance = seeds.entropy("key:" + name);
    return new ClientSettings.Provision(AuthKey.of(chance.bytes(AuthKey.SIZE)), chance.nextLong());
  }

  private LocalServer server(Out out) {
    var entropy = seeds.entropy("server:dc2");
    var exchange = new ServerHandshake.Settings(List.of(RSA), DC, Rules.FIELD);
    var chapters =
        new DomainSettings(new CodePolicy.Fixed(CODE), TokenPolicy.ANY, DcSettings.alone(DC));
    return new LocalServer(
        new ServerSettings(exchange, new Layers()),
        entropy,
        new FoldCipher(),
        replies -> Domain.of(chapters, seeds.entropy("domain:dc2"), replies),
        out,
        world.now());
  }
}
