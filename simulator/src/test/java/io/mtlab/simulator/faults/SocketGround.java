package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.live.SourceAddress;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.toxiproxy.ProfileRequests;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Streams over real sockets, through the embedded Toxiproxy. */
final class SocketGround implements Ground {
  private static final int READ_BYTES = 64 * 1024;
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ServerSocket server = new ServerSocket(0, 10, ANY.getAddress());
  private final ToxiproxyServer toxiproxy;
  private final String proxy = "link-" + MADE.incrementAndGet();
  private final InetSocketAddress listen;

  /** The network of one row, for as long as it is open. */
  SocketGround(ToxiproxyServer toxiproxy, NetworkProfile profile) throws IOException {
    this.toxiproxy = toxiproxy;
    String made =
        send(
            "POST",
            "",
            """
            {"name": "%s", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:%d",
             "framing": "mtproto"}
            """
                .formatted(proxy, server.getLocalPort()));
    String at = made.replaceFirst("(?s).*\"listen\":\"127.0.0.1:([0-9]+)\".*", "$1");
    listen = new InetSocketAddress(ANY.getAddress(), Integer.parseInt(at));
    for (String fault : ProfileRequests.faultsOf(profile)) {
      send("POST", "/" + proxy + "/faults", fault);
    }
  }

  /** A server for the proxies of many rows, in a scenario with phases. */
  static ToxiproxyServer toxiproxy() throws IOException {
    Surroundings around =
        new Surroundings(new Dice(7), DecisionLog.NONE, 0).withPhases(new Phases());
    return ToxiproxyServer.start(
        ANY, ToxiproxyServer.Settings.in(around).withSecrets(FaultsSuite.SECRETS));
  }

  private String send(String method, String path, String body) throws IOException {
    String api = "http://127.0.0.1:" + toxiproxy.address().getPort() + "/proxies" + path;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (answer.contains("\"error\"")) {
        throw new IOException(answer);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public Line connect() throws IOException {
    Socket client = new Socket();
    client.bind(new InetSocketAddress(SourceAddress.of(1), 0));
    client.setTcpNoDelay(true);
    client.connect(listen);
    return new Connection(client, server.accept());
  }

  @Override
  public void phase(String name) {
    toxiproxy.phase(name);
  }

  @Override
  public void close() throws IOException {
    send("DELETE", "/" + proxy, "");
    server.close();
  }

  private static final class Connection implements Line {
    private final Socket client;
    private final Socket server;
    private final Arrivals arrivals = new Arrivals();

    Connection(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      InputStream atServer = server.getInputStream();
      InputStream atClient = client.getInputStream();
      arrivals.from(true, () -> next(atServer));
      arrivals.from(false, () -> next(atClient));
    }

    private static byte @Nullable [] next(InputStream in) throws IOException {
      byte[] bytes = new byte[READ_BYTES];
      int size = in.read(bytes);
      return size < 0 ? null : Arrays.copyOf(bytes, size);
    }

    @Override
    public void toServer(Bytes bytes) {
      send(client, bytes);
    }

    @Override
    public void toClient(Bytes bytes) {
      send(server, bytes);
    }

    private static void send(Socket socket, Bytes bytes) {
      try {
        socket.getOutputStream().write(bytes.toArray());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean deliver(Talk talk) {
      return arrivals.deliver(talk, this);
    }

    @Override
    public boolean isSilent(long nanos, Talk talk) {
      return !arrivals.deliver(nanos, talk, this);
    }

    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public void close() {
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
