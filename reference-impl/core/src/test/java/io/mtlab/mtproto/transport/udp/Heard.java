package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.End;
import io.mtlab.mtproto.transport.Sink;
import java.util.ArrayList;
import java.util.List;

/** What an end told, in order. */
final class Heard implements Sink {
  final List<Bytes> frames = new ArrayList<>();
  final List<Bytes> sent = new ArrayList<>();
  final List<Integer> errors = new ArrayList<>();
  int ready;

  /** The datagrams of a frame. */
  static List<Bytes> wire(End end, Bytes frame) {
    Heard heard = new Heard();
    end.send(frame, heard);
    return heard.sent;
  }

  @Override
  public void frame(Bytes payload) {
    frames.add(payload);
  }

  @Override
  public void error(int code) {
    errors.add(code);
  }

  @Override
  public void send(Bytes wire) {
    sent.add(wire);
  }

  @Override
  public void secure(Bytes already) {
    throw new AssertionError("no TLS over datagrams");
  }

  @Override
  public void ready() {
    ready++;
  }

  @Override
  public void quickAck(int token) {
    throw new AssertionError("no quick ack over datagrams");
  }
}
