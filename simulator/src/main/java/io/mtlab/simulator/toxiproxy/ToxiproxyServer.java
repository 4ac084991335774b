package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.toxiproxy.json.Json;
import io.mtlab.simulator.toxiproxy.json.JsonException;
import io.mtlab.simulator.toxiproxy.json.JsonReader;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Toxiproxy server within this process. Everything it does is asked for over its HTTP API; this
 * class starts and ends it, and tells what it has cost.
 */
public final class ToxiproxyServer implements AutoCloseable {
  /** The version that this server behaves as, and tells. */
  public static final String VERSION = "2.12.0";

  /** A request's body may have so many bytes. */
  private static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

  /**
   * How it runs.
   *
   * @param around what its connections share: chance, and who hears and watches
   * @param dataLoops how many threads move bytes, at least 1
   * @param secrets behind which clients may hide their frames
   * @param metrics what {@code /metrics} tells
   */
  public record Settings(
      Surroundings around, int dataLoops, List<ProxySecret> secrets, Metrics.Wanted metrics) {
    /** With chance from this seed, and as many threads as there are processors, at most four. */
    public static Settings seeded(long seed) {
      return in(new Surroundings(new Dice(seed), DecisionLog.NONE, 0));
    }

    /** The same with these surroundings. */
    public static Settings in(Surroundings around) {
      int processors = Runtime.getRuntime().availableProcessors();
      int loops = Math.clamp(processors, 1, 4);
      return new Settings(around, loops, List.of(), Metrics.Wanted.NOTHING);
    }

    /** The same with somebody who hears the decisions. */
    public Settings withDecisions(DecisionLog log) {
      return new Settings(around.withLog(log), dataLoops, secrets, metrics);
    }

    /** The same with clients that may hide their frames behind one of these secrets. */
    public Settings withSecrets(List<ProxySecret> known) {
      return new Settings(around, dataLoops, List.copyOf(known), metrics);
    }

    /** The same with a {@code /metrics} that tells this. */
    public Settings withMetrics(Metrics.Wanted wanted) {
      return new Settings(around, dataLoops, secrets, wanted);
    }
  }

  private final Object turn = new Object();
  private final Loops loops;
  private final Proxies proxies;
  private final @Nullable Phases phases;
  private final Channel api;

  private ToxiproxyServer(InetSocketAddress address, Settings settings) throws IOException {
    loops = new Loops(settings.dataLoops());
    phases = settings.around().aim().phases();
    proxies =
        new Proxies(
            new Proxies.Shared(
                loops,
                new Dialler(loops, ListenAddress.Names.OF_SYSTEM),
                settings.around(),
                settings.secrets(),
                new Metrics(settings.metrics())));
    ApiHandler handler = new ApiHandler(new Routes(proxies), turn);
    var bind =
        loops
            .apiServer()
            .childHandler(new ApiConnection(handler))
            .bind(address)
            .awaitUninterruptibly();
    if (!bind.isSuccess()) {
      loops.close();
      throw new IOException("cannot listen on " + address, bind.cause());
    }
    api = bind.channel();
  }

  /** Starts a server whose API listens there; port 0 takes a free one. */
  public static ToxiproxyServer start(InetSocketAddress api, Settings settings) throws IOException {
    return new ToxiproxyServer(api, settings);
  }

  /** Where the API listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) api.localAddress();
  }

  /** The processor time that the server's threads have taken, in nanoseconds. */
  public long cpuNanos() {
    return loops.cpuNanos();
  }

  /**
   * A phase of the scenario begins, and with it the faults that wait for it; returns when all
   * connections have heard of it. The surroundings have phases.
   */
  public void phase(String name) {
    if (phases == null) {
      throw new IllegalStateException("there is no scenario");
    }
    phases.begin(name, Clock.now());
    synchronized (turn) {
      proxies.all().forEach(Proxy::phaseChanged);
    }
  }

  /** What each proxy has moved so far, by name. */
  public Map<String, Traffic> traffic() {
    Map<String, Traffic> byName = new TreeMap<>();
    synchronized (turn) {
      for (Proxy proxy : proxies.all()) {
        byName.put(proxy.name(), proxy.traffic());
      }
    }
    return byName;
  }

  /**
   * Makes the proxies of a configuration file: an array of objects with {@code name}, {@code
   * listen}, {@code upstream} and {@code enabled}, as {@code POST /populate} takes it. What stands
   * before a mistake is made.
   *
   * @param config JSON in UTF-8
   * @return what each proxy was made as, in the file's order: {@code name listen -> upstream}
   */
  public List<String> populate(byte[] config) throws ConfigException {
    List<Proxy> made = new ArrayList<>();
    int at = 0;
    try {
      Json body = JsonReader.first(config);
      List<ProxyRequest> requests = ProxyRequest.populated(body);
      List<Json> entries = ProxyRequest.entries(body);
      for (int i = 0; i < requests.size(); i++) {
        at = entries.get(i).at();
        synchronized (turn) {
          proxies.populate(List.of(requests.get(i)), made);
        }
      }
    } catch (JsonException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), config, e.at());
    } catch (ApiError e) {
      throw new ConfigException(e.text(), config, Math.max(at, e.at()));
    }
    return made.stream().map(Proxy::toString).toList();
  }

  /** Ends all connections, proxies and threads; returns when that is done. */
  @Override
  public void close() {
    api.close().awaitUninterruptibly();
    synchronized (turn) {
      proxies.close();
    }
    loops.close();
  }

  private static final class ApiConnection extends ChannelInitializer<Channel> {
    private final ApiHandler handler;

    ApiConnection(ApiHandler handler) {
      this.handler = handler;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpServerKeepAliveHandler(),
              new HttpObjectAggregator(BODY_BYTES_MAX),
              handler);
    }
  }
}
