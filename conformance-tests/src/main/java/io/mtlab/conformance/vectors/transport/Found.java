package io.mtlab.conformance.vectors.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.Sink;
import java.util.ArrayList;
import java.util.List;

/** What a transport found in a stream, in words that can be compared. */
final class Found implements Sink {
  final List<String> events = new ArrayList<>();
  final List<String> payloads = new ArrayList<>();
  int acksWanted;

  @Override
  public void frame(Bytes payload) {
    events.add(payload(payload.toHex()));
    payloads.add(payload.toHex());
  }

  @Override
  public void frameToAcknowledge(Bytes payload) {
    acksWanted++;
    frame(payload);
  }

  @Override
  public void error(int code) {
    events.add(errorCode(code));
  }

  @Override
  public void send(Bytes wire) {
    events.add("sent " + wire.toHex());
  }

  @Override
  public void secure(Bytes already) {
    events.add("TLS");
  }

  @Override
  public void quickAck(int token) {
    events.add(token(String.format("%08x", token)));
  }

  static String payload(String hex) {
    return "payload " + hex;
  }

  static String errorCode(int code) {
    return "error " + code;
  }

  static String token(String hex) {
    return "quick ack " + hex;
  }
}
