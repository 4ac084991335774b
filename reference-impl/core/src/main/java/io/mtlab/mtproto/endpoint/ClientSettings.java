package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.proxy.ProxyServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told at its start.
 *
 * @param routes the ways to the server in the order of the client's liking, at least one
 * @param dc the data centre's number
 * @param serverKeys the RSA keys that the client trusts
 * @param provision an authorization key that both sides have already; null to exchange one
 * @param app what the client says of itself
 * @param temporaryKeys under which temporary keys messages are encrypted
 * @param lines how connections are used
 */
public record ClientSettings(
    List<Route> routes,
    int dc,
    ServerKeys serverKeys,
    @Nullable Provision provision,
    AppInfo app,
    TemporaryKeys temporaryKeys,
    LineOptions lines) {
  /** Checks and copies. */
  public ClientSettings {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("no way to the server");
    }
    routes = List.copyOf(routes);
    if (lines.proxy() != null
        && routes.stream().anyMatch(route -> route.transport().channel() == Channel.DATAGRAM)) {
      throw new IllegalArgumentException(
          "UDP does not go through a proxy: leave out that route, or the proxy");
    }
  }

  /** With one way to the server, and without temporary keys. */
  public ClientSettings(
      Address server,
      TransportSpec transport,
      int dc,
      ServerKeys serverKeys,
      @Nullable Provision provision,
      AppInfo app) {
    this(
        List.of(Route.to(server, transport)),
        dc,
        serverKeys,
        provision,
        app,
        TemporaryKeys.NONE,
        LineOptions.DEFAULT);
  }

  /** The same with temporary keys that live so long; 0 for none. */
  public ClientSettings withTemporaryKeys(int seconds) {
    return with(new TemporaryKeys(seconds, true));
  }

  /**
   * The same for a server of a CDN: there is no permanent key, and the temporary ones, which live
   * so long, are bound to none.
   *
   * @see <a href="https://core.telegram.org/cdn">cdn</a>
   */
  public ClientSettings forCdn(int seconds) {
    return with(new TemporaryKeys(seconds, false));
  }

  private ClientSettings with(TemporaryKeys keys) {
    return new ClientSettings(routes, dc, serverKeys, provision, app, keys, lines);
  }

  /** The same with connections used so. */
  public ClientSettings withLines(LineOptions options) {
    return new ClientSettings(routes, dc, serverKeys, provision, app, temporaryKeys, options);
  }

  /**
   * The temporary keys of a client. Each endpoint has its own, also one for the media servers of a
   * data centre, whose number is that of the data centre with a minus.
   *
   * @param seconds how long each lives; 0 for none, so that the permanent key encrypts messages
   * @param bound whether they are bound to a permanent key
   */
  public record TemporaryKeys(int seconds, boolean bound) {
    /** No temporary keys. */
    public static final TemporaryKeys NONE = new TemporaryKeys(0, true);

    /** Refuses a client without any key. */
    public TemporaryKeys {
      if (!bound && seconds == 0) {
        throw new IllegalArgumentException("without a permanent key there are temporary ones");
      }
    }
  }

  /**
   * How a client uses its connections, whatever it speaks on them.
   *
   * @param padding how padded frames are filled up
   * @param quickAcks whether the server is asked for a token for each message
   * @param proxy through which every connection is made; null to dial servers themselves
   */
  public record LineOptions(Padding padding, boolean quickAcks, @Nullable ProxyServer proxy) {
    /** As the documentation says, without quick acks, and without a proxy. */
    public static final LineOptions DEFAULT = new LineOptions(Padding.UP_TO_15, false);

    /** Without a proxy. */
    public LineOptions(Padding padding, boolean quickAcks) {
      this(padding, quickAcks, null);
    }

    /** The same through a proxy; null for none. */
    public LineOptions through(@Nullable ProxyServer server) {
      return new LineOptions(padding, quickAcks, server);
    }
  }

  /** A key that was agreed on elsewhere, with its first salt. */
  public record Provision(AuthKey key, long serverSalt) {
    @Override
    public String toString() {
      return "Provision[" + key + "]";
    }
  }
}
