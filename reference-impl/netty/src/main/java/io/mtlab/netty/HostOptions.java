package io.mtlab.netty;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a machine is hosted.
 *
 * @param events hears what the machine tells its owner
 * @param asks the part behind the machine
 * @param from the local address that the machine dials from; null for whichever the system takes
 * @param backlogBytesMax a connection with more waiting to be written is cut; at least 1
 * @param serverTls what is shown to peers that begin with TLS; null refuses them
 * @param clientTls whom the machine trusts when it puts TLS under what it dialled; null for nobody
 */
public record HostOptions(
    EventSink events,
    Asks asks,
    @Nullable InetAddress from,
    long backlogBytesMax,
    @Nullable ServerTls serverTls,
    @Nullable ClientTls clientTls) {
  /** The default for {@code backlogBytesMax}, 17 MiB: the largest frame and one MiB more. */
  public static final long BACKLOG_BYTES_MAX = 17L << 20;

  /** Events are dropped, nothing may be asked, any local address, the default backlog. */
  public static final HostOptions DEFAULT =
      new HostOptions(
          (event, now) -> {},
          (ticket, request, now) -> {
            throw new IllegalStateException("nobody is there to be asked");
          },
          null,
          BACKLOG_BYTES_MAX,
          null,
          null);

  /** The same with this listener. */
  public HostOptions withEvents(EventSink to) {
    return new HostOptions(to, asks, from, backlogBytesMax, serverTls, clientTls);
  }

  /** The same with this part behind the machine. */
  public HostOptions withAsks(Asks to) {
    return new HostOptions(events, to, from, backlogBytesMax, serverTls, clientTls);
  }

  /** The same, dialling from this address. */
  public HostOptions withFrom(InetAddress address) {
    return new HostOptions(events, asks, address, backlogBytesMax, serverTls, clientTls);
  }

  /** The same with this limit for each connection. */
  public HostOptions withBacklogBytesMax(long bytes) {
    return new HostOptions(events, asks, from, bytes, serverTls, clientTls);
  }

  /** The same with this certificate for peers that begin with TLS. */
  public HostOptions withServerTls(ServerTls tls) {
    return new HostOptions(events, asks, from, backlogBytesMax, tls, clientTls);
  }

  /** The same with this trust in servers under TLS. */
  public HostOptions withClientTls(ClientTls tls) {
    return new HostOptions(events, asks, from, backlogBytesMax, serverTls, tls);
  }
}
