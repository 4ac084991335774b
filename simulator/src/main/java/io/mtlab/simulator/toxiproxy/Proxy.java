package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.toxiproxy.json.JsonText;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy: where it listens, where it leads, and what it does to connections. The API's calls come
 * one at a time; connections come and go on their own threads, so what they read is guarded by
 * {@link #lock}. A call returns when all open connections have taken the change.
 */
final class Proxy {
  private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);

  private final String name;
  private final Proxies.Shared shared;
  private final Traffic traffic = new Traffic();
  private final Object lock = new Object();
  private final List<Toxic> upstreamToxics = new ArrayList<>();
  private final List<Toxic> downstreamToxics = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private String listen;
  private volatile String upstream;
  private volatile boolean framed;
  private @Nullable Listener listener;

  Proxy(ProxyRequest request, Proxies.Shared shared) {
    this.name = request.name();
    this.listen = request.listen();
    this.upstream = request.upstream();
    this.framed = request.framed();
    this.shared = shared;
  }

  String name() {
    return name;
  }

  Loops loops() {
    return shared.loops();
  }

  /** What its connections share. */
  Surroundings surroundings() {
    return shared.around();
  }

  /** What it shares with the other proxies. */
  Proxies.Shared shared() {
    return shared;
  }

  Traffic traffic() {
    return traffic;
  }

  Object lock() {
    return lock;
  }

  /** The bytes of a connection that came in by this port. */
  Metrics.Count count(InetSocketAddress bound) {
    return shared.metrics().connection(name, ListenAddress.text(bound), upstream);
  }

  boolean framed() {
    return framed;
  }

  boolean enabled() {
    return listener != null;
  }

  /** The port that is open; null while the proxy is disabled. */
  @Nullable InetSocketAddress bound() {
    return listener == null ? null : listener.bound();
  }

  /** What an update leaves as it is. */
  ProxyRequest request() {
    return new ProxyRequest(name, listen, upstream, enabled(), framed);
  }

  void start() throws ApiError {
    if (listener != null) {
      return;
    }
    ListenAddress address;
    try {
      address = ListenAddress.parsed(listen);
    } catch (UnknownHostException e) {
      throw new ApiError(500, "listen tcp: " + e.getMessage());
    }
    listener = Listener.open(this, address);
    listen = ListenAddress.text(listener.bound());
  }

  void stop() {
    if (listener != null) {
      listener.stop();
      listener = null;
    }
  }

  /** Whether the other request means another port, upstream or framing. */
  boolean differs(ProxyRequest other) throws ApiError {
    try {
      String resolved = ListenAddress.parsed(other.listen()).toString();
      return !listen.equals(resolved)
          || !upstream.equals(other.upstream())
          || framed != other.framed();
    } catch (UnknownHostException e) {
      throw new ApiError(500, String.valueOf(e.getMessage()));
    }
  }

  void update(ProxyRequest wanted) throws ApiError {
    checkFraming(wanted.framed());
    if (differs(wanted)) {
      stop();
      listen = wanted.listen();
      upstream = wanted.upstream();
      framed = wanted.framed();
    }
    if (wanted.enabled()) {
      start();
    } else {
      stop();
    }
  }

  /** Upstream first, then downstream, each in order of creation. */
  List<Toxic> toxics() {
    List<Toxic> all = new ArrayList<>(upstreamToxics);
    all.addAll(downstreamToxics);
    return all;
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  Toxic toxic(String wanted) throws ApiError {
    for (Toxic toxic : toxics()) {
      if (toxic.name().equals(wanted)) {
        return toxic;
      }
    }
    throw new ApiError(404, "toxic not found");
  }

  Fault fault(String wanted) throws ApiError {
    for (Fault fault : faults) {
      if (fault.name().equals(wanted)) {
        return fault;
      }
    }
    throw new ApiError(404, "fault not found");
  }

  void add(Toxic toxic) throws ApiError {
    for (Toxic other : toxics()) {
      if (other.name().equals(toxic.name())) {
        throw new ApiError(409, "toxic already exists");
      }
    }
    change(() -> chain(toxic).add(toxic), link -> link.stages().add(toxic, false, Clock.now()));
  }

  void replace(Toxic toxic, Toxic by) {
    List<Toxic> chain = chain(toxic);
    change(
        () -> chain.set(chain.indexOf(toxic), by), link -> link.stages().change(by, Clock.now()));
  }

  void remove(Toxic toxic) {
    change(() -> chain(toxic).remove(toxic), link -> link.stages().remove(toxic, Clock.now()));
  }

  void add(Fault fault) throws ApiError {
    checkPhase(fault);
    if (!framed && fault.spec().faultsFrames()) {
      throw new ApiError(
          400,
          "frame faults need a proxy with \"framing\": \"mtproto\"; " + name + " has \"none\"");
    }
    for (Fault other : faults) {
      if (other.name().equals(fault.name())) {
        throw new ApiError(409, "fault already exists");
      }
    }
    change(() -> faults.add(fault), link -> link.stages().add(fault, Clock.now()));
  }

  void replace(Fault fault, Fault by) throws ApiError {
    checkPhase(by);
    change(
        () -> faults.set(faults.indexOf(fault), by), link -> link.stages().change(by, Clock.now()));
  }

  void remove(Fault fault) {
    change(() -> faults.remove(fault), link -> link.stages().remove(fault, Clock.now()));
  }

  /** A phase has begun; returns when all connections have heard of it. */
  void phaseChanged() {
    List<Link> links;
    synchronized (lock) {
      links = listener == null ? List.of() : listener.links();
    }
    onLinks(links, Link::wake);
  }

  /** Takes all toxics and faults away. */
  void clear() {
    toxics().forEach(this::remove);
    faults().forEach(this::remove);
  }

  /** A connection stands; it takes the toxics that there are. False if it must go again. */
  boolean add(Listener to, Link link) {
    synchronized (lock) {
      if (!to.add(link)) {
        return false;
      }
      traffic.countConnection();
      link.stages().open(toxics(), faults(), Clock.now());
      return true;
    }
  }

  /** A connection is over. */
  void remove(Listener from, Link link) {
    synchronized (lock) {
      from.remove(link);
    }
  }

  /**
   * Opens a connection to the upstream on this loop; nothing is read from it yet.
   *
   * @param opened hears the socket, or null if there is none
   */
  void dial(EventLoop loop, ChannelHandler handler, Consumer<@Nullable Channel> opened) {
    String to = upstream;
    shared
        .dialler()
        .dial(to, loop, handler)
        .addListener((Future<Channel> done) -> {
          if (done.cause() instanceof UnknownHostException) {
            LOG.warn("{}: no connection to {}: {}", name, to, done.cause().getMessage());
          }
          opened.accept(done.getNow());
        });
  }

  /** Does something to each connection on its own loop, and waits until all is done. */
  void onLinks(List<Link> links, Consumer<Link> action) {
    List<Future<?>> done = new ArrayList<>(links.size());
    for (Link link : links) {
      try {
        done.add(link.loop().submit(() -> action.accept(link)));
      } catch (RejectedExecutionException _) {
        // The loops are being shut down, and all connections with them.
        return;
      }
    }
    for (Future<?> one : done) {
      one.awaitUninterruptibly();
    }
  }

  void writeTo(JsonText text) {
    text.beginObject().key("name").value(name).key("listen").value(listen);
    text.key("upstream").value(upstream).key("enabled").value(enabled());
    text.key("Logger").beginObject().endObject();
    if (framed) {
      text.key("framing").value(ProxyRequest.FRAMED);
    }
    if (framed || !faults.isEmpty()) {
      text.key("faults").beginArray();
      faults.forEach(fault -> fault.writeTo(text));
      text.endArray();
    }
    text.key("toxics").beginArray();
    toxics().forEach(toxic -> toxic.writeTo(text));
    text.endArray().endObject();
  }

  @Override
  public String toString() {
    return name + " " + listen + " -> " + upstream + (enabled() ? "" : " (disabled)");
  }

  private void change(Runnable list, Consumer<Link> stages) {
    List<Link> links;
    synchronized (lock) {
      list.run();
      links = listener == null ? List.of() : listener.links();
    }
    onLinks(
        links,
        link -> {
          stages.accept(link);
          link.settle();
        });
  }

  private void checkPhase(Fault fault) throws ApiError {
    if (fault.spec().has("phase") && surroundings().aim().phases() == null) {
      throw new ApiError(400, "phase is of a scenario's run; a proxy that runs alone has none");
    }
  }

  private void checkFraming(boolean wanted) throws ApiError {
    if (wanted == framed) {
      return;
    }
    if (listener != null && !listener.links().isEmpty()) {
      throw new ApiError(409, "framing can only change while the proxy has no connection");
    }
    if (!wanted && faults.stream().anyMatch(fault -> fault.spec().faultsFrames())) {
      throw new ApiError(409, "framing is needed as long as the proxy has faults of frames");
    }
  }

  private List<Toxic> chain(Toxic toxic) {
    return toxic.direction() == Stream.UPSTREAM ? upstreamToxics : downstreamToxics;
  }
}
