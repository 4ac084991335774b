package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests and answers that are made by hand: a client that waits for no answer, and a server that
 * answers what nobody asked, so that a frame is seen to be missing without anybody's timer.
 */
final class HttpTalk extends Talk {
  private static final Pattern HEAD =
      Pattern.compile(
          "\\A(?:POST /api HTTP/1.1|HTTP/1.1 200 OK)\r\n(?:Host: dc2\r\n)?"
              + "Content-Length: ([0-9]+)\r\n\r\n");

  private Bytes toServer = Bytes.EMPTY;
  private Bytes toClient = Bytes.EMPTY;

  @Override
  void ask(List<Bytes> messages, Wire wire) {
    wire.toServer(joined("POST /api HTTP/1.1\r\nHost: dc2\r\n", messages));
  }

  @Override
  void answer(List<Bytes> messages, Wire wire) {
    wire.toClient(joined("HTTP/1.1 200 OK\r\n", messages));
  }

  private static Bytes joined(String head, List<Bytes> messages) {
    return Bytes.concat(
        messages.stream()
            .map(message -> {
              String all = head + "Content-Length: " + message.size() + "\r\n\r\n";
              return Bytes.concat(Bytes.wrap(all.getBytes(StandardCharsets.ISO_8859_1)), message);
            })
            .toArray(Bytes[]::new));
  }

  @Override
  void fromClient(Bytes bytes, Wire wire) {
    toServer = heard(Bytes.concat(toServer, bytes), atServer);
  }

  @Override
  void fromServer(Bytes bytes, Wire wire) {
    toClient = heard(Bytes.concat(toClient, bytes), atClient);
  }

  /** Returns what follows the last whole message. */
  private static Bytes heard(Bytes stream, List<String> heard) {
    Bytes rest = stream;
    while (!rest.isEmpty()) {
      Matcher head = HEAD.matcher(new String(rest.toArray(), StandardCharsets.ISO_8859_1));
      int end = head.find() ? head.end() + Integer.parseInt(head.group(1)) : Integer.MAX_VALUE;
      if (end > rest.size()) {
        break;
      }
      Bytes body = rest.slice(head.end(), end);
      heard.add(body.size() == Integer.BYTES ? "error " + body.int32(0) : Numbered.of(body));
      rest = rest.from(end);
    }
    return rest;
  }
}
