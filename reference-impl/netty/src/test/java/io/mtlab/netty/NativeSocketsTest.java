package io.mtlab.netty;

/** The channels that a driver takes by itself: on Linux, epoll's. */
class NativeSocketsTest extends SocketsContract {
  @Override
  Driver open(Failures failures) {
    return Driver.open(2, failures);
  }
}
