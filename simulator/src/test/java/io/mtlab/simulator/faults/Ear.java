package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.Sink;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one end hears of its transport.
 *
 * @param wire takes what the transport answers by itself
 * @param whenReady hears that messages may be sent
 */
record Ear(List<String> heard, Consumer<Bytes> wire, Runnable whenReady) implements Sink {
  @Override
  public void frame(Bytes payload) {
    heard.add(Numbered.of(payload));
  }

  @Override
  public void error(int code) {
    heard.add("error " + code);
  }

  @Override
  public void send(Bytes bytes) {
    wire.accept(bytes);
  }

  @Override
  public void secure(Bytes already) {
    throw new AssertionError("nobody asked for TLS");
  }

  @Override
  public void ready() {
    whenReady.run();
  }

  @Override
  public void quickAck(int token) {
    throw new AssertionError("nobody wanted a quick ack");
  }
}
