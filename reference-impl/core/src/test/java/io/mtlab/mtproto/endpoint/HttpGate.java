package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.layers.Layers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A gate to which a test posts by hand, over HTTP, and a domain that answers when the test says.
 */
final class HttpGate implements Out {
  static final long SESSION = 0x5e55;
  private static final long SALT = 7;
  private static final RsaPrivateKey RSA = RsaPrivateKey.generate(Town.seeded(3));

  /** One answer: a status, and what was in its message. */
  record Answer(long at, Conn conn, int status, List<Message> messages, Bytes raw) {}

  final List<Answer> answers = new ArrayList<>();
  final List<Conn> closed = new ArrayList<>();

  /** How many frames came on streams. */
  int frames;

  final ServerEndpoint gate;
  long now = 1_767_225_600L * Time.SECOND;
  final AuthKey key = AuthKey.of(Town.seeded(5).bytes(AuthKey.SIZE));
  private final MessageCipher cipher = new FoldCipher();
  private final List<Runnable> mail = new ArrayList<>();
  private long messageIds;
  private int contents;
  private TlObject result = new UpdatesTooLong();

  HttpGate() {
    var exchange = new ServerHandshake.Settings(List.of(RSA), Town.DC, Rules.STRICT);
    gate =
        new ServerEndpoint(
            new ServerSettings(exchange, new Layers()), Town.seeded(9), cipher, this, now);
  }

  Conn open(long number) {
    Conn conn = new Conn(number);
    gate.opened(conn, Town.PEER, now);
    return conn;
  }

  void receive(Conn conn, String head, Bytes body) {
    Bytes text = Bytes.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
    gate.received(conn, Bytes.concat(text, body), now);
    deliver();
  }

  void post(Conn conn, Bytes body) {
    receive(
        conn, "POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.size() + "\r\n\r\n", body);
  }

  /** Posts these messages of a session: alone, or in a container. */
  List<Message> post(Conn conn, long session, TlObject... bodies) {
    List<Message> messages = new ArrayList<>();
    for (TlObject body : bodies) {
      messages.add(message(body, body instanceof TlMethod<?>));
    }
    Message outer =
        messages.size() == 1
            ? messages.getFirst()
            : new Message(nextId(), 2 * contents, Container.of(messages));
    post(conn, new Envelope(SALT, session, outer).seal(key, Direction.TO_SERVER, cipher));
    return messages;
  }

  /** Sends a message of a session on a stream of intermediate frames, from its beginning. */
  void stream(Conn conn, long session, TlObject body) {
    Bytes frame =
        new Envelope(SALT, session, message(body, false)).seal(key, Direction.TO_SERVER, cipher);
    byte[] head = {-18, -18, -18, -18, (byte) frame.size(), (byte) (frame.size() >> 8), 0, 0};
    gate.received(conn, Bytes.concat(Bytes.wrap(head), frame), now);
    deliver();
  }

  private Message message(TlObject body, boolean content) {
    int seqNo = 2 * contents + (content ? 1 : 0);
    contents += content ? 1 : 0;
    return new Message(nextId(), seqNo, TlObjects.toBytes(body));
  }

  private long nextId() {
    long seconds = (now / Time.SECOND) << 32;
    messageIds = Math.max(messageIds + 4, seconds);
    return messageIds;
  }

  /** News for the user of the key. */
  void push() {
    gate.pushed(new Delivery(Audience.OneUser.whole(1), new UpdatesTooLong()), now);
    deliver();
  }

  void runTo(long at) {
    while (gate.nextWake() <= at) {
      now = Math.max(now, gate.nextWake());
      gate.wake(now);
      deliver();
    }
    now = at;
  }

  void runFor(long duration) {
    runTo(now + duration);
  }

  /** What came since the last time. */
  List<Answer> take() {
    List<Answer> taken = List.copyOf(answers);
    answers.clear();
    return taken;
  }

  private void deliver() {
    while (!mail.isEmpty()) {
      mail.removeFirst().run();
    }
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    if (!text.startsWith("HTTP/1.1 ")) {
      frames++;
      return;
    }
    int status = Integer.parseInt(text.substring(9, 12));
    Bytes body = bytes.from(text.indexOf("\r\n\r\n") + 4);
    List<Message> messages = List.of();
    if (status == 200 && body.int64(0) != 0) {
      try {
        Message outer = Envelope.open(key, Direction.TO_CLIENT, body, cipher).message();
        messages = Container.unwrap(outer);
      } catch (ProtocolException e) {
        throw new AssertionError(e);
      }
    }
    answers.add(new Answer(now, conn, status, messages, bytes));
  }

  @Override
  public void close(Conn conn, How how) {
    closed.add(conn);
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    DomainAnswer answer =
        switch (request) {
          case DomainRequest.FindKey find when find.authKeyId() == key.id() ->
              new DomainAnswer.KeyFound(key, SALT, now, 1, ApiObjects.LAYER);
          case DomainRequest.FindKey _ -> new DomainAnswer.KeyUnknown();
          case DomainRequest.Query _ -> new DomainAnswer.Result(result, OptionalLong.empty());
          default -> new DomainAnswer.LayerKept();
        };
    mail.add(() -> gate.answered(ticket, answer, now));
  }

  @Override
  public void dial(Conn conn, Address to, Channel channel) {
    throw new AssertionError("servers dial nobody");
  }

  @Override
  public void startTls(Conn conn, @Nullable Address server, Bytes already) {
    throw new AssertionError("nobody begins with TLS");
  }

  @Override
  public void happened(Event event) {
    // findings are looked at elsewhere
  }
}
