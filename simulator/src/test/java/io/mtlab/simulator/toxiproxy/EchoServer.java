package io.mtlab.simulator.toxiproxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A plain server that sends back what it gets, and tells how each connection's stream ended. */
final class EchoServer implements AutoCloseable {
  /** What the server's socket saw in the end. */
  enum Ending {
    FIN,
    RESET
  }

  private final int firstBytes;
  private final ServerSocket port;
  private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

  /** A permit for each byte that was sent back. */
  private final Semaphore sentBack = new Semaphore(0);

  /** Sends everything back. */
  EchoServer() throws IOException {
    this(0);
  }

  /** Sends back what comes after the first bytes of each connection. */
  EchoServer(int firstBytes) throws IOException {
    this.firstBytes = firstBytes;
    port = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + port.getLocalPort();
  }

  /** Waits until so many more bytes are on their way back. */
  void awaitSentBack(int bytes) throws InterruptedException {
    if (!sentBack.tryAcquire(bytes, 20, TimeUnit.SECONDS)) {
      throw new AssertionError(sentBack.availablePermits() + " of " + bytes + " bytes came");
    }
  }

  /** How the next connection to end did end. */
  Ending nextEnding() throws InterruptedException {
    Ending ending = endings.poll(20, TimeUnit.SECONDS);
    if (ending == null) {
      throw new AssertionError("no connection ended");
    }
    return ending;
  }

  /** The server's socket of the next connection. */
  Socket nextAccepted() throws InterruptedException {
    Socket socket = accepted.poll(20, TimeUnit.SECONDS);
    if (socket == null) {
      throw new AssertionError("no connection came");
    }
    return socket;
  }

  @Override
  public void close() throws IOException {
    port.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = port.accept();
        accepted.add(socket);
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException _) {
      // The port was closed: the test is over.
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      in.skipNBytes(firstBytes);
      byte[] bytes = new byte[64 * 1024];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        socket.getOutputStream().write(bytes, 0, n);
        sentBack.release(n);
      }
      endings.add(Ending.FIN);
    } catch (IOException _) {
      endings.add(Ending.RESET);
    }
  }
}
