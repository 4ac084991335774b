package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.MessageEvent;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.scenario.engine.way.Troubles;
import io.mtlab.scenario.engine.way.Way;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.Verb;
import io.mtlab.scenario.serve.ProvisionedKeys;
import io.mtlab.simulator.workload.Account;
import io.mtlab.simulator.workload.Command;
import io.mtlab.simulator.workload.Member;
import io.mtlab.simulator.workload.Player;
import io.mtlab.simulator.workload.Poster;
import io.mtlab.simulator.workload.Posts;
import io.mtlab.simulator.workload.Role;
import io.mtlab.simulator.world.Condition;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Makes a scenario's clients; the same on every ground. The poster is node 1, members follow. */
final class Clients {
  static final int POSTER = 1;

  private static final String GROUP_TITLE = "Broadcast";
  private static final String GROUP_NAME = "mtlab_broadcast";

  /** No application of anybody's. */
  private static final AppInfo APP =
      new AppInfo(ApiObjects.LAYER, 1, "mtlab", "laboratory", "1", "en");

  private final Order order;
  private final Posts posts;
  private final ServerKeys trusted;
  private final String code;
  private final ProvisionedKeys provisioned;

  /**
   * @param trusted the server's public keys
   * @param code what the server lets everybody in with
   */
  Clients(Order order, Posts posts, ServerKeys trusted, String code) {
    this.order = order;
    this.posts = posts;
    this.trusted = trusted;
    this.code = code;
    this.provisioned = new ProvisionedKeys(order.seed());
  }

  /**
   * A client's surroundings on its ground.
   *
   * @param addresses what is dialled there for each of its ways
   * @param observed whether it tells of each message
   */
  record Place(
      Out out,
      Entropy entropy,
      MessageCipher cipher,
      Function<Way, Address> addresses,
      boolean observed) {}

  /** The number of a member's node; members are counted from 1. */
  static int node(int member) {
    return POSTER + member;
  }

  /** The one who posts. */
  Poster poster(Place place) {
    NodeSpec spec = order.scenario().node(NodeRole.POSTER);
    return new Poster(role(spec.id(), POSTER, place), endpoint(spec, POSTER, place));
  }

  /** A member, counted from 1. */
  Member member(int member, Place place) {
    NodeSpec spec = order.members();
    String name = order.trial().member(member);
    return new Member(role(name, node(member), place), endpoint(spec, node(member), place));
  }

  /** What a ground does to its network and its nodes, at once. */
  interface Ways {
    /** Changes what a way is like, for connections that stand and for new ones. */
    void condition(Way way, Condition condition);

    /** A NAT before all clients of a kind forgets them. */
    void rebind(NodeSpec clients);

    /**
     * All clients of a kind go to another network.
     *
     * @param site where it is; empty for one that is like the one they leave
     */
    void roam(NodeSpec clients, String site);

    /** The server's process ends, or begins again. */
    void server(boolean up);
  }

  /** Brings the conductor's words to the actors and to the network. */
  Cast cast(Player poster, IntFunction<Player> members, Ways ways) {
    Troubles troubles = new Troubles();
    return new Cast() {
      @Override
      public void createGroup() {
        poster.tell(new Command.CreateGroup(GROUP_TITLE, GROUP_NAME));
      }

      @Override
      public void join(int member) {
        members.apply(member).tell(new Command.Join(GROUP_NAME));
      }

      @Override
      public void leave(int member) {
        members.apply(member).tell(new Command.GoOffline());
      }

      @Override
      public void comeBack(int member) {
        members.apply(member).tell(new Command.ComeOnline());
      }

      @Override
      public void post(int post, long intended) {
        posts.plan(post, intended);
        poster.tell(new Command.Post(post));
      }

      @Override
      public void network(PhaseSpec phase) {
        Way.all(order.scenario()).stream()
            .filter(way -> way.isMeant(phase))
            .forEach(way -> ways.condition(way, troubles.after(phase, way)));
      }

      @Override
      public void readdress(PhaseSpec phase) {
        order.scenario().clients().stream()
            .filter(client -> phase.node().isEmpty() || phase.node().equals(client.id()))
            .forEach(client -> {
              if (phase.verb() == Verb.ROAM) {
                ways.roam(client, phase.site());
              } else {
                ways.rebind(client);
              }
            });
      }

      @Override
      public void server(boolean up) {
        ways.server(up);
      }
    };
  }

  private Role role(String name, int node, Place place) {
    return new Role(name, Account.ofNode(node, code), posts, place.entropy(), place.out());
  }

  private Function<Out, ClientEndpoint> endpoint(NodeSpec spec, int node, Place place) {
    int dc = order.scenario().node(NodeRole.SERVER).dc();
    List<Route> routes =
        Way.of(order.scenario(), spec).stream()
            .map(way -> Route.to(place.addresses().apply(way), way.transport()))
            .toList();
    ClientSettings own =
        new ClientSettings(
            routes,
            dc,
            trusted,
            spec.provisioned() ? provisioned.of(node) : null,
            APP,
            new ClientSettings.TemporaryKeys(spec.temporaryKeySeconds(), true),
            ClientSettings.LineOptions.DEFAULT);
    return out -> {
      ClientEndpoint made = new ClientEndpoint(own, place.entropy(), place.cipher(), out);
      if (place.observed()) {
        made.observe(MessageEvent.to(out));
      }
      return made;
    };
  }
}
