package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.ListenAddress.Names;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Opens connections to upstreams. A name is looked up for each connection anew, as Go does, and
 * away from the loops that move bytes: other connections go on meanwhile.
 */
final class Dialler {
  private final Loops loops;
  private final Names names;

  Dialler(Loops loops, Names names) {
    this.loops = loops;
    this.names = names;
  }

  /**
   * Opens a connection on this loop, from which nothing is read yet.
   *
   * @param upstream {@code host:port}
   * @return fails with {@link UnknownHostException}, which names the host, or an error of the
   *     system; its listeners are called on the loop
   */
  Future<Channel> dial(String upstream, EventLoop loop, ChannelHandler handler) {
    Promise<Channel> dialled = loop.newPromise();
    if (!ListenAddress.asksForName(upstream)) {
      lookUp(upstream, loop, handler, dialled);
      return dialled;
    }
    try {
      loops.names().execute(() -> lookUp(upstream, loop, handler, dialled));
    } catch (RejectedExecutionException ending) {
      dialled.setFailure(ending);
    }
    return dialled;
  }

  private void lookUp(
      String upstream, EventLoop loop, ChannelHandler handler, Promise<Channel> dialled) {
    try {
      InetSocketAddress to = ListenAddress.parsed(upstream, names).dialled();
      ChannelFuture connecting =
          loops
              .upstream()
              .group(loop)
              .option(ChannelOption.AUTO_READ, false)
              .handler(handler)
              .connect(to);
      connecting.addListener(done -> {
        if (done.isSuccess()) {
          dialled.setSuccess(connecting.channel());
        } else {
          dialled.setFailure(done.cause());
        }
      });
    } catch (UnknownHostException unknown) {
      dialled.setFailure(unknown);
    }
  }
}
