package io.mtlab.mtproto.endpoint.dc;

import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a client finds the data centres: at the addresses that it was built with, and at those that
 * servers have told of since. Makes an endpoint for each that is visited.
 *
 * @see <a href="https://core.telegram.org/api/datacenter">working with different data centers</a>
 */
public final class DcDirectory implements DcClient.Endpoints {
  /** So many addresses are remembered; a server that tells more is believed no further. */
  public static final int OPTIONS_MAX = 256;

  private final List<TransportSpec> liking;
  private final DcRoutes.Wish wish;
  private final Making making;
  private List<DcOption> options;

  /** Makes endpoints. */
  @FunctionalInterface
  public interface Making {
    /** An endpoint of this data centre that has not started. */
    ClientEndpoint of(int dc, List<Route> routes, Out out);
  }

  /**
   * Knows what the client was built with.
   *
   * @param builtIn addresses of one data centre at least
   * @param liking what is spoken, best first
   * @param making adds the rest of {@link ClientSettings}
   */
  public DcDirectory(
      List<DcOption> builtIn, List<TransportSpec> liking, DcRoutes.Wish wish, Making making) {
    this.options = List.copyOf(builtIn);
    this.liking = List.copyOf(liking);
    this.wish = wish;
    this.making = making;
  }

  /** The addresses that are known, and what is to be heeded about them. */
  public List<DcOption> options() {
    return options;
  }

  /** What a server tells replaces all that was known; endpoints that stand stay where they are. */
  @Override
  public void learned(List<DcOption> told) {
    if (!told.isEmpty()) {
      options = told.stream().limit(OPTIONS_MAX).toList();
    }
  }

  @Override
  public @Nullable ClientEndpoint of(int dc, Out out) {
    List<Route> routes = DcRoutes.to(dc, options, wish, liking);
    return routes.isEmpty() ? null : making.of(dc, routes, out);
  }
}
