package io.mtlab.simulator.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;

/** A plain client's connection. */
final class Wire implements AutoCloseable {
  /** Longer than anything here takes: what does not come by then never comes. */
  private static final int WAIT_MS_MAX = 20_000;

  private final Socket socket;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(WAIT_MS_MAX);
  }

  /** Connects to {@code host:port}. */
  static Wire to(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    return new Wire(new Socket(address.substring(0, colon), port));
  }

  /** Connects from this local address. */
  static Wire from(String local, String address) throws IOException {
    int colon = address.lastIndexOf(':');
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(local, 0));
    int port = Integer.parseInt(address.substring(colon + 1));
    socket.connect(new InetSocketAddress(address.substring(0, colon), port), WAIT_MS_MAX);
    return new Wire(socket);
  }

  /** Some bytes that compress badly and repeat nowhere. */
  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Exactly so many bytes. */
  byte[] receive(int size) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(size);
    if (bytes.length < size) {
      throw new AssertionError("the stream ended after " + bytes.length + " of " + size);
    }
    return bytes;
  }

  /** So many bytes, or fewer if the stream ends before. */
  byte[] receiveUpTo(int size) throws IOException {
    return socket.getInputStream().readNBytes(size);
  }

  /** Everything up to the end of the stream. */
  byte[] receiveAll() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  /** How many reads it takes to get so many bytes. */
  int readsFor(int size) throws IOException {
    byte[] bytes = new byte[size];
    int reads = 0;
    for (int got = 0; got < size; reads++) {
      int n = socket.getInputStream().read(bytes);
      if (n < 0) {
        throw new AssertionError("the stream ended after " + got + " of " + size);
      }
      got += n;
    }
    return reads;
  }

  /** Whether nothing comes within this time, while the connection stays. */
  boolean isSilentFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return socket.getInputStream().read() == Integer.MIN_VALUE;
    } catch (SocketTimeoutException _) {
      return true;
    } finally {
      socket.setSoTimeout(WAIT_MS_MAX);
    }
  }

  /** The milliseconds from sending these bytes to having them back. */
  double roundTrip(int size) throws IOException {
    byte[] bytes = bytes(size);
    long start = System.nanoTime();
    send(bytes);
    byte[] back = receive(size);
    double took = (System.nanoTime() - start) / 1e6;
    if (!Arrays.equals(bytes, back)) {
      throw new AssertionError("other bytes came back");
    }
    return took;
  }

  /** Ends this side's stream, and goes on reading. */
  Wire endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Closes by a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
