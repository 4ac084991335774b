package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a transport found. */
final class Heard implements Sink {
  /** One thing that was found. */
  sealed interface Item {}

  record Frame(Bytes payload) implements Item {}

  record FrameToAcknowledge(Bytes payload) implements Item {}

  record TransportErrorCode(int code) implements Item {}

  record QuickAck(int token) implements Item {}

  record Sent(Bytes wire) implements Item {}

  record Secure(Bytes already) implements Item {}

  final List<Item> items = new ArrayList<>();

  static Frame frame(String hex) {
    return new Frame(Bytes.fromHex(hex));
  }

  @Override
  public void frame(Bytes payload) {
    items.add(new Frame(payload));
  }

  @Override
  public void frameToAcknowledge(Bytes payload) {
    items.add(new FrameToAcknowledge(payload));
  }

  @Override
  public void error(int code) {
    items.add(new TransportErrorCode(code));
  }

  @Override
  public void send(Bytes wire) {
    items.add(new Sent(wire));
  }

  @Override
  public void secure(Bytes already) {
    items.add(new Secure(already));
  }

  @Override
  public void quickAck(int token) {
    items.add(new QuickAck(token));
  }
}
