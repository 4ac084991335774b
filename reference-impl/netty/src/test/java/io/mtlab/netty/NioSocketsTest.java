package io.mtlab.netty;

/** The JDK's channels. */
class NioSocketsTest extends SocketsContract {
  @Override
  Driver open(Failures failures) {
    return Driver.openNio(2, failures);
  }
}
