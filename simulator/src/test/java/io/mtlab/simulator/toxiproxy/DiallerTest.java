package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections to upstreams that have names, over real sockets. */
class DiallerTest {
  private static final int PATIENCE_S = 10;

  private final CountDownLatch answer = new CountDownLatch(1);
  private final Loops loops = new Loops(1);
  private final EchoServer echo = new EchoServer();
  private final Dialler dialler = new Dialler(loops, this::lookUp);

  DiallerTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    answer.countDown();
    loops.close();
    echo.close();
  }

  private InetAddress lookUp(String host) throws UnknownHostException {
    if (host.startsWith("127.")) {
      return InetAddress.getByName(host);
    }
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException("whatever the system says");
  }

  @Test
  void while_a_name_is_looked_up_the_loop_goes_on_and_what_fails_names_the_host() {
    EventLoop loop = loops.next();
    Future<Channel> named =
        dialler.dial("no-such-host.invalid:80", loop, new ChannelInboundHandlerAdapter());
    Future<Channel> numbered =
        dialler.dial(echo.address(), loop, new ChannelInboundHandlerAdapter());

    assertThat(numbered.awaitUninterruptibly(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(numbered.isSuccess()).isTrue();
    assertThat(named.isDone()).isFalse();
    answer.countDown();
    assertThat(named.awaitUninterruptibly(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(named.cause())
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("lookup no-such-host.invalid: no such host");
  }

  @Test
  void through_a_proxy_it_shows_as_an_end_and_others_go_on() throws IOException {
    try (ServedToxiproxy toxiproxy = new ServedToxiproxy()) {
      String nowhere =
          toxiproxy
              .client()
              .createProxy("nowhere", "127.0.0.1:0", "no-such-host.invalid:80")
              .getListen();
      String there =
          toxiproxy.client().createProxy("there", "127.0.0.1:0", echo.address()).getListen();
      try (Wire other = Wire.to(there);
          Wire lost = Wire.to(nowhere)) {
        assertThat(other.roundTrip(10)).isLessThan(PATIENCE_S * 1000.0);
        assertThat(lost.receiveAll()).isEmpty();
        assertThat(other.roundTrip(10)).isLessThan(PATIENCE_S * 1000.0);
      }
    }
  }

  @Test
  void numbers_and_ports_alone_ask_for_no_name() {
    for (String numbers : new String[] {"127.0.0.1:80", "[::1]:80", ":80", "", "0.0.0.0:1"}) {
      assertThat(ListenAddress.asksForName(numbers)).as(numbers).isFalse();
    }
    for (String name : new String[] {"localhost:80", "127.0.0.1.example:80", "1.2.3:80"}) {
      assertThat(ListenAddress.asksForName(name)).as(name).isTrue();
    }
  }
}
