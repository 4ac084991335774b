package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A whole server and some clients in virtual time, with lines of 20 ms between them. */
final class Town {
  static final int DC = 2;
  static final String CODE = "22222";
  private static final long DELAY = 20 * Time.MILLISECOND;
  private static final RsaPrivateKey KEY = RsaPrivateKey.generate(seeded(3));
  static final Peer PEER = new Peer("127.0.0.1", Channel.STREAM);

  final List<Event> serverEvents = new ArrayList<>();
  long now = 1_767_225_600L * Time.SECOND;
  LocalServer server;

  /** Changes the bytes on their way to the server or from it. */
  UnaryOperator<Bytes> toServer = UnaryOperator.identity();

  UnaryOperator<Bytes> toClient = UnaryOperator.identity();
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(Pending::at).thenComparingLong(Pending::order));
  private final List<Client> clients = new ArrayList<>();
  private final Layers layers;
  private int spoken = ApiObjects.LAYER;
  private final Entropy entropy;
  private long order;
  private int serverConns;

  private record Pending(long at, long order, Runnable what) {}

  /** What clients speak that are made from now on, and how. */
  TransportSpec spec = TransportSpec.INTERMEDIATE;

  /** The data centre that clients want which are made from now on. */
  int dc = DC;

  ClientSettings.LineOptions lineOptions = ClientSettings.LineOptions.DEFAULT;
  private final ServerTransports.Settings transports;
  private final AddressLimits limits;

  Town(long seed) {
    this(seed, ServerTransports.Settings.DEFAULT, AddressLimits.DEFAULT, new Layers());
  }

  Town(long seed, ServerTransports.Settings transports, AddressLimits limits) {
    this(seed, transports, limits, new Layers());
  }

  /** With a server that speaks these layers. */
  Town(long seed, Layers layers) {
    this(seed, ServerTransports.Settings.DEFAULT, AddressLimits.DEFAULT, layers);
  }

  private Town(
      long seed, ServerTransports.Settings transports, AddressLimits limits, Layers layers) {
    this.transports = transports;
    this.limits = limits;
    this.layers = layers;
    entropy = seeded(seed);
    server = newServer();
  }

  static Entropy seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random::nextBytes;
  }

  private LocalServer newServer() {
    var exchange = new ServerHandshake.Settings(List.of(KEY), DC, Rules.STRICT);
    var domain =
        new DomainSettings(new CodePolicy.Fixed(CODE), TokenPolicy.ANY, DcSettings.alone(DC));
    return new LocalServer(
        new ServerSettings(exchange, layers, transports, limits),
        entropy,
        new FoldCipher(),
        replies -> Domain.of(domain, entropy, replies),
        new ServerOut(),
        now);
  }

  /** The server dies with all that it knew; its connections are cut. */
  void restartServer() {
    server = newServer();
    clients.forEach(client -> client.cut(Cause.RST));
  }

  /** A client that says it speaks this layer. */
  Client clientOf(int layer) {
    spoken = layer;
    Client client = client();
    spoken = ApiObjects.LAYER;
    return client;
  }

  Client client() {
    return client(null, KEY, 0);
  }

  Client client(ClientSettings.@Nullable Provision provision) {
    return client(provision, KEY, 0);
  }

  /** A client whose messages are encrypted with temporary keys that live so long. */
  Client client(int temporaryKeySeconds) {
    return client(null, KEY, temporaryKeySeconds);
  }

  /** The same with a permanent key from elsewhere. */
  Client client(ClientSettings.Provision provision, int temporaryKeySeconds) {
    return client(provision, KEY, temporaryKeySeconds);
  }

  /** A client that trusts another server than this one. */
  Client strangersClient() {
    return client(null, RsaPrivateKey.generate(seeded(4)), 0);
  }

  /** A client that is told this. */
  Client client(UnaryOperator<ClientSettings> change) {
    Client client = new Client(null, KEY, change);
    clients.add(client);
    return client;
  }

  private Client client(
      ClientSettings.@Nullable Provision provision,
      RsaPrivateKey trusted,
      int temporaryKeySeconds) {
    Client client = new Client(provision, trusted, it -> it.withTemporaryKeys(temporaryKeySeconds));
    clients.add(client);
    return client;
  }

  void run(long duration) {
    long end = now + duration;
    while (true) {
      Machine first = server;
      for (Client client : clients) {
        first = client.endpoint.nextWake() < first.nextWake() ? client.endpoint : first;
      }
      Pending next = pending.peek();
      long nextAt = next == null ? Time.NEVER : next.at();
      if (Math.min(first.nextWake(), nextAt) > end) {
        now = end;
        return;
      }
      if (next != null && nextAt <= first.nextWake()) {
        now = Math.max(now, nextAt);
        pending.poll();
        next.what().run();
      } else {
        now = Math.max(now, first.nextWake());
        first.wake(now);
      }
    }
  }

  private void later(Runnable what) {
    pending.add(new Pending(now + DELAY, order++, what));
  }

  /** A client and its line to the server. */
  final class Client implements Out {
    final ClientEndpoint endpoint;
    final List<ClientEvent> events = new ArrayList<>();
    private @Nullable Conn mine;
    private @Nullable Conn theirs;

    Client(
        ClientSettings.@Nullable Provision provision,
        RsaPrivateKey trusted,
        UnaryOperator<ClientSettings> change) {
      var app = new AppInfo(spoken, 1, "test", "1", "1", "en");
      var keys = ServerKeys.of(trusted.publicKey());
      var settings = new ClientSettings(new Address("dc2", 443), spec, dc, keys, provision, app);
      endpoint =
          new ClientEndpoint(
              change.apply(settings.withLines(lineOptions)), entropy, new FoldCipher(), this);
    }

    <T extends ClientEvent> List<T> events(Class<T> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void cut(Cause cause) {
      Conn conn = mine;
      mine = null;
      theirs = null;
      if (conn != null) {
        endpoint.closed(conn, cause, now);
      }
    }

    /** What an attacker or a broken client writes on this line. */
    void inject(Bytes bytes) {
      Conn at = theirs;
      if (at != null) {
        server.received(at, bytes, now);
      }
    }

    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      later(() -> {
        mine = conn;
        theirs = new Conn(++serverConns);
        server.opened(theirs, PEER, now);
        endpoint.opened(conn, PEER, now);
      });
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      Conn at = theirs;
      later(() -> {
        if (at != null && at.equals(theirs)) {
          server.received(at, toServer.apply(bytes), now);
        }
      });
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      throw new AssertionError("there is no TLS in the town");
    }

    @Override
    public void close(Conn conn, How how) {
      Conn at = theirs;
      mine = null;
      theirs = null;
      later(() -> {
        if (at != null) {
          server.closed(at, Cause.FIN, now);
        }
      });
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("clients ask nobody");
    }

    @Override
    public void happened(Event event) {
      events.add((ClientEvent) event);
    }
  }

  private final class ServerOut implements Out {
    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      throw new AssertionError("servers dial nobody");
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      later(() -> {
        for (Client client : clients) {
          if (conn.equals(client.theirs) && client.mine != null) {
            client.endpoint.received(client.mine, toClient.apply(bytes), now);
          }
        }
      });
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      throw new AssertionError("there is no TLS in the town");
    }

    @Override
    public void close(Conn conn, How how) {
      later(() -> {
        for (Client client : clients) {
          if (conn.equals(client.theirs)) {
            client.cut(Cause.FIN);
          }
        }
      });
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("nobody is behind a whole server");
    }

    @Override
    public void happened(Event event) {
      serverEvents.add(event);
    }
  }
}
