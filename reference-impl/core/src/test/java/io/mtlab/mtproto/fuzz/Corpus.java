package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.MsgsStateReq;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.TransportSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a fuzzer begins with: what our own encoders make, and what once was found, as lines of
 * hexadecimal digits in {@code NAME.hex} beside this class.
 */
final class Corpus {
  private Corpus() {}

  static List<byte[]> of(Target target) {
    List<Bytes> made =
        switch (target) {
          case TL -> objects();
          case CONTENT -> contents();
          case SCHEMA -> schemas();
          case SERVER_STREAM, OBSERVER -> clientStreams();
          case CLIENT_STREAM -> serverStreams();
          case UDP_SERVER, UDP_CLIENT -> Outside.datagrams();
          case PROXY -> Outside.proxyAnswers();
          case SERVER_EXCHANGE -> List.of(Exchanges.firstQuery(), Exchanges.secondQuery());
          case CLIENT_EXCHANGE -> List.of(Exchanges.firstAnswer());
          case SERVER_SESSION, CLIENT_SESSION -> messages();
        };
    List<byte[]> all = new ArrayList<>();
    made.forEach(bytes -> all.add(bytes.toArray()));
    all.addAll(found(target));
    all.add(new byte[0]);
    return all;
  }

  /** One line each; lines that start with # say what it was. */
  private static List<byte[]> found(Target target) {
    String name = target.name().toLowerCase(Locale.ROOT) + ".hex";
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      if (in == null) {
        return List.of();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Bytes.fromHex(line.strip()).toArray())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Bytes> objects() {
    var inner =
        InitConnection.builder(new HelpGetConfig())
            .apiId(1)
            .deviceModel("d")
            .systemVersion("1")
            .appVersion("1")
            .systemLangCode("en")
            .langPack("")
            .langCode("en")
            .build();
    return List.of(
        TlObjects.toBytes(new Ping(7)),
        TlObjects.toBytes(new MsgsAck(List.of(1L, 2L, 3L))),
        TlObjects.toBytes(new MsgsStateReq(List.of(4L))),
        TlObjects.toBytes(new InvokeWithLayer<>(228, inner)));
  }

  private static List<Bytes> contents() {
    List<Message> messages = new ArrayList<>();
    for (Bytes object : objects()) {
      messages.add(new Message(4L * messages.size() + 4, 1, object));
    }
    Bytes container = Container.of(messages);
    return List.of(container, Gzip.pack(objects().getLast()), Gzip.pack(container));
  }

  private static List<Bytes> messages() {
    List<Bytes> all = new ArrayList<>();
    for (Bytes object : objects()) {
      all.add(Bytes.concat(Bytes.fromHex("0001"), object));
    }
    for (Bytes content : contents()) {
      all.add(Bytes.concat(Bytes.fromHex("0100"), content));
    }
    return all;
  }

  private static List<Bytes> schemas() {
    return List.of(
        text("boolTrue#997275b5 = Bool;\nvector#1cb5c415 {t:Type} # [ t ] = Vector t;\n"),
        text(
            "a#1 flags:# b:flags.0?true c:flags.1?Vector<long> = A;\n---functions---\nf#2 = A;\n"));
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Bytes> clientStreams() {
    List<Bytes> all = new ArrayList<>();
    for (TransportSpec spec : Streams.specs()) {
      Streams.Found found = new Streams.Found();
      var end = new ClientTransport(spec, Streams.TO, Padding.UP_TO_15, Streams.entropy());
      end.opened(Streams.NOW, found);
      Bytes frame = found.sent.isEmpty() ? end.encode(Exchanges.firstQuery()) : Bytes.EMPTY;
      all.add(Bytes.concat(Bytes.concat(found.sent.toArray(new Bytes[0])), frame));
    }
    return all;
  }

  private static List<Bytes> serverStreams() {
    List<Bytes> all = new ArrayList<>();
    int size = Streams.specs().size();
    for (int i = 0; i < size; i++) {
      byte[] choice = {(byte) i};
      Bytes choosing = Bytes.copyOf(choice);
      all.add(Bytes.concat(choosing, Bytes.fromHex("28000000"), Exchanges.firstAnswer()));
      all.add(
          Bytes.concat(
              choosing,
              text("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"),
              Bytes.fromHex("8204deadbeef")));
      all.add(Bytes.concat(choosing, text("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd")));
      all.add(Bytes.concat(choosing, Bytes.fromHex("1603030004020000001403030001011703030001aa")));
    }
    return all;
  }
}
