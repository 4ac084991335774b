package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.endpoint.dc.DcClient;
import io.mtlab.mtproto.endpoint.dc.DcDirectory;
import io.mtlab.mtproto.endpoint.dc.DcRoutes;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.fault.RpcError;
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
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.transport.TransportSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some data centres that trust each other, and a client of them, without any network between. */
final class Centres {
  static final Bytes SECRET =
      Bytes.wrap("a secret of all data centres".getBytes(StandardCharsets.UTF_8));
  private static final RsaPrivateKey KEY = RsaPrivateKey.generate(seeded(3));

  final List<Event> events = new ArrayList<>();
  final DcClient client;
  final Map<Integer, Integer> queries = new TreeMap<>();
  long now = 1_767_225_600L * Time.SECOND;

  /** Where a data centre sends whoever asks for the nearest one: for errors of class 303. */
  final Map<Integer, RpcError> sends = new TreeMap<>();

  private final Map<Integer, LocalServer> servers = new TreeMap<>();
  private final ArrayDeque<Runnable> mail = new ArrayDeque<>();
  private final Entropy entropy = seeded(1);

  /** Where the client dialled, in order. */
  final List<Address> dialled = new ArrayList<>();

  /** What the client knows of the data centres, if it was not told all at its start. */
  private final @Nullable DcDirectory directory;

  Centres(int home, int... dcs) {
    this(null, home, dcs);
  }

  /** With a client that knows only what it was built with and is told. */
  Centres(@Nullable List<DcOption> builtIn, int home, int... dcs) {
    LinkedHashMap<Integer, Address> addresses = new LinkedHashMap<>();
    for (int dc : dcs) {
      addresses.put(dc, new Address("dc" + dc, 443));
    }
    for (int dc : dcs) {
      servers.put(dc, server(dc, new DcSettings(dc, true, addresses, SECRET)));
    }
    directory =
        builtIn == null
            ? null
            : new DcDirectory(
                builtIn, List.of(TransportSpec.FULL), DcRoutes.Wish.MAIN, this::endpointAt);
    client = new DcClient(home, directory == null ? this::endpoint : directory, new ClientSide());
  }

  static Entropy seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random::nextBytes;
  }

  private LocalServer server(int dc, DcSettings settings) {
    var exchange = new ServerHandshake.Settings(List.of(KEY), dc, Rules.STRICT);
    var domain = new DomainSettings(new CodePolicy.Fixed("12345"), TokenPolicy.ANY, settings);
    return new LocalServer(
        new ServerSettings(exchange, new Layers()),
        entropy,
        new FoldCipher(),
        replies -> new Watched(dc, Domain.of(domain, entropy, replies), replies),
        new ServerSide(dc),
        now);
  }

  private @Nullable ClientEndpoint endpoint(int dc, Out out) {
    if (!servers.containsKey(dc)) {
      return null;
    }
    Route known = Route.to(new Address("dc" + dc, 443), TransportSpec.INTERMEDIATE);
    return endpointAt(dc, List.of(known), out);
  }

  private ClientEndpoint endpointAt(int dc, List<Route> routes, Out out) {
    var app = new AppInfo(ApiObjects.LAYER, 1, "test", "1", "1", "en");
    var keys = ServerKeys.of(KEY.publicKey());
    var settings =
        new ClientSettings(
            routes,
            dc,
            keys,
            null,
            app,
            ClientSettings.TemporaryKeys.NONE,
            ClientSettings.LineOptions.DEFAULT);
    return new ClientEndpoint(settings, entropy, new FoldCipher(), out);
  }

  private LocalServer serverAt(int dc) {
    return Objects.requireNonNull(servers.get(dc));
  }

  void run(long duration) {
    long end = now + duration;
    while (true) {
      for (Runnable letter = mail.poll(); letter != null; letter = mail.poll()) {
        letter.run();
      }
      Machine first = client;
      for (LocalServer server : servers.values()) {
        first = server.nextWake() < first.nextWake() ? server : first;
      }
      if (first.nextWake() > end) {
        now = end;
        return;
      }
      now = Math.max(now, first.nextWake());
      first.wake(now);
    }
  }

  <T extends ClientEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Counts the queries of a data centre, and sends some of them on. */
  private final class Watched implements Part {
    private final int dc;
    private final Domain domain;
    private final Replies replies;

    Watched(int dc, Domain domain, Replies replies) {
      this.dc = dc;
      this.domain = domain;
      this.replies = replies;
    }

    @Override
    public void asked(Ticket ticket, Request request, long at) {
      if (request instanceof DomainRequest.Query query) {
        queries.merge(dc, 1, Integer::sum);
        RpcError elsewhere = sends.get(dc);
        if (elsewhere != null && query.method() instanceof HelpGetNearestDc) {
          replies.answer(ticket, new io.mtlab.mtproto.domain.DomainAnswer.Refused(elsewhere));
          return;
        }
      }
      domain.asked(ticket, request, at);
    }

    @Override
    public void answered(Ticket ticket, io.mtlab.mtproto.machine.Answer answer, long at) {
      domain.answered(ticket, answer, at);
    }

    @Override
    public void wake(long at) {
      domain.wake(at);
    }

    @Override
    public long nextWake() {
      return domain.nextWake();
    }
  }

  private final class ClientSide implements Out {
    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      dialled.add(to);
      LocalServer server = serverAt(Integer.parseInt(to.host().substring(2)));
      mail.add(() -> {
        Peer peer = new Peer("127.0.0.1", channel);
        server.opened(conn, peer, now);
        client.opened(conn, peer, now);
      });
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      LocalServer server = serverAt((int) (conn.number() % DcClient.DC_LIMIT));
      mail.add(() -> server.received(conn, bytes, now));
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      throw new AssertionError("nobody wants TLS here");
    }

    @Override
    public void close(Conn conn, How how) {
      LocalServer server = serverAt((int) (conn.number() % DcClient.DC_LIMIT));
      mail.add(() -> server.closed(conn, Cause.FIN, now));
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("clients ask nobody");
    }

    @Override
    public void happened(Event event) {
      events.add(event);
    }
  }

  private final class ServerSide implements Out {
    private final int dc;

    ServerSide(int dc) {
      this.dc = dc;
    }

    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      throw new AssertionError("servers dial nobody");
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      mail.add(() -> client.received(conn, bytes, now));
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      throw new AssertionError("nobody wants TLS at " + dc);
    }

    @Override
    public void close(Conn conn, How how) {
      mail.add(() -> client.closed(conn, Cause.FIN, now));
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new AssertionError("nobody is behind a whole server");
    }

    @Override
    public void happened(Event event) {}
  }
}
