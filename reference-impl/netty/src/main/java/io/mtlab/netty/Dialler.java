package io.mtlab.netty;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Makes the connections that machines dial. */
final class Dialler {
  private Dialler() {}

  /** Dials; the link hears of success from its channel, and of failure from here. */
  static void dial(Link link, @Nullable Address to) {
    if (to == null) {
      throw new IllegalStateException("an accepted connection is not dialled");
    }
    byte[] numbers = NetUtil.createByteArrayFromIpAddressString(to.host());
    if (numbers == null) {
      // A name: the system's resolver blocks, so it must not run on the loop.
      Thread.ofVirtual().name("resolve " + to.host()).start(() -> resolve(link, to));
    } else {
      connect(
          link,
          new InetSocketAddress(
              NetUtil.createInetAddressFromIpAddressString(to.host()), to.port()));
    }
  }

  private static void resolve(Link link, Address to) {
    Loop loop = link.host().loop();
    try {
      InetAddress found = InetAddress.getByName(to.host());
      loop.execute(() -> connect(link, new InetSocketAddress(found, to.port())));
    } catch (UnknownHostException e) {
      loop.execute(() -> link.end(Cause.UNREACHABLE));
    }
  }

  private static void connect(Link link, InetSocketAddress to) {
    if (!link.isDialling()) {
      return; // the machine thought better of it
    }
    MachineHost<?> host = link.host();
    InetAddress from = host.options().from();
    Bootstrap bootstrap = host.wiring().dialler(host.loop(), link, from != null);
    ChannelFuture made =
        from == null
            ? bootstrap.connect(to)
            : bootstrap.connect(to, new InetSocketAddress(from, 0));
    made.addListener(done -> {
      Throwable why = done.cause();
      if (why != null) {
        link.end(Causes.ofDialling(why));
      }
    });
  }
}
