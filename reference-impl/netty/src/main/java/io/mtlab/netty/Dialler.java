package io.mtlab.netty;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the connections that machines dial. */
final class Dialler {
  private Dialler() {}

  /** Dials; the link hears of success from its channel, and of failure from here. */
  static void dial(Link link, @Nullable Address to) {
    if (to == null) {
      throw new IllegalStateException("an accepted connection is not dialled");
    }
    Loop loop = link.host().loop();
    find(loop, to, found -> connect(link, found), () -> link.end(Cause.UNREACHABLE));
  }

  /** Finds out what an address means, at once or later, on the loop. */
  static void find(Loop loop, Address to, Consumer<InetSocketAddress> found, Runnable unreachable) {
    byte[] numbers = NetUtil.createByteArrayFromIpAddressString(to.host());
    if (numbers == null) {
      // A name: the system's resolver blocks, so it must not run on the loop.
      Thread.ofVirtual()
          .name("resolve " + to.host())
          .start(() -> resolve(loop, to, found, unreachable));
    } else {
      found.accept(
          new InetSocketAddress(
              NetUtil.createInetAddressFromIpAddressString(to.host()), to.port()));
    }
  }

  private static void resolve(
      Loop loop, Address to, Consumer<InetSocketAddress> found, Runnable unreachable) {
    try {
      InetAddress known = InetAddress.getByName(to.host());
      loop.execute(() -> found.accept(new InetSocketAddress(known, to.port())));
    } catch (UnknownHostException e) {
      loop.execute(unreachable);
    }
  }

  /** Connects, from a given local address if there is one. */
  static ChannelFuture connected(
      Bootstrap bootstrap, @Nullable InetAddress from, InetSocketAddress to) {
    return from == null
        ? bootstrap.connect(to)
        : bootstrap.connect(to, new InetSocketAddress(from, 0));
  }

  private static void connect(Link link, InetSocketAddress to) {
    if (!link.isDialling()) {
      return; // the machine thought better of it
    }
    MachineHost<?> host = link.host();
    InetAddress from = host.from();
    Bootstrap bootstrap = host.wiring().dialler(host.loop(), link, from != null);
    connected(bootstrap, from, to)
        .addListener(done -> {
          Throwable why = done.cause();
          if (why != null) {
            link.end(Causes.ofDialling(why));
          }
        });
  }
}
