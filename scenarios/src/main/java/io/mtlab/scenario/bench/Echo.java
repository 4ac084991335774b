package io.mtlab.scenario.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A plain server that sends back what it gets: what all ways lead to. */
final class Echo implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final int firstBytes;
  private final ServerSocket port;

  /** Sends back what comes after the first bytes of each connection. */
  Echo(int firstBytes) throws IOException {
    this.firstBytes = firstBytes;
    this.port = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("echo").start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) port.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    port.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = port.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException e) {
      // The port was closed: the run is over.
      return;
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      in.skipNBytes(firstBytes);
      byte[] bytes = new byte[BUFFER_BYTES];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        socket.getOutputStream().write(bytes, 0, n);
      }
    } catch (IOException e) {
      // The client has gone: its time was over.
      return;
    }
  }
}
