package io.mtlab.mtproto.endpoint;

import static java.util.Objects.requireNonNull;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ClientHandshake;
import io.mtlab.mtproto.handshake.KeyBinding;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageIds;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.tl.service.RpcError;
import io.mtlab.mtproto.tl.service.RpcResult;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole server, and a client that does by hand what a test says, under any of its keys: each
 * input is answered before the call returns.
 */
final class RawPeer {
  static final RsaPrivateKey RSA = RsaPrivateKey.generate(Town.seeded(3));
  static final long START = 1_767_225_600L * Time.SECOND;
  private static final FoldCipher CIPHER = new FoldCipher();
  private static final int TAG = 0xeeeeeeee;

  final List<Event> events = new ArrayList<>();
  final Entropy entropy = Town.seeded(1);
  final LocalServer server;
  final KeyBinding binding = new KeyBinding();
  long now = START;
  private int connections;

  RawPeer() {
    var exchange = new ServerHandshake.Settings(List.of(RSA), Town.DC, Rules.FIELD);
    var domain =
        new DomainSettings(
            new CodePolicy.Fixed(Town.CODE), TokenPolicy.ANY, DcSettings.alone(Town.DC));
    server =
        new LocalServer(
            new ServerSettings(exchange, new Layers()),
            entropy,
            CIPHER,
            replies -> Domain.of(domain, entropy, replies),
            out(),
            now);
  }

  private final Map<Long, Line> lines = new LinkedHashMap<>();

  /** Only what a server puts out is looked at; this does not change when an output is added. */
  private Out out() {
    return (Out)
        Proxy.newProxyInstance(
            Out.class.getClassLoader(),
            new Class<?>[] {Out.class},
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "transmit" -> line(arguments[0]).received((Bytes) arguments[1]);
                case "close" -> line(arguments[0]).closed = true;
                case "happened" -> events.add((Event) arguments[0]);
                default -> throw new AssertionError("a server does not " + method.getName());
              }
              return null;
            });
  }

  private Line line(Object conn) {
    return requireNonNull(lines.get(((Conn) conn).number()));
  }

  Line line() {
    Line line = new Line(++connections);
    lines.put((long) connections, line);
    server.opened(line.conn, Town.PEER, now);
    return line;
  }

  /** Lets time pass. */
  void pass(long duration) {
    long end = now + duration;
    Machine machine = server;
    while (machine.nextWake() <= end) {
      now = Math.max(now, machine.nextWake());
      machine.wake(now);
    }
    now = end;
  }

  <T extends Event> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** One connection. */
  final class Line {
    final Conn conn;
    final List<Integer> errors = new ArrayList<>();
    boolean closed;
    private final List<Bytes> plain = new ArrayList<>();
    private final List<Bytes> sealed = new ArrayList<>();
    private boolean greeted;

    private Line(long number) {
      conn = new Conn(number);
    }

    private void received(Bytes wire) {
      Bytes frame = wire.from(4);
      if (frame.size() < 16) {
        errors.add(frame.int32(0));
      } else if (frame.int64(0) == 0) {
        plain.add(frame);
      } else {
        sealed.add(frame);
      }
    }

    void send(Bytes frame) {
      byte[] head = new byte[greeted ? 4 : 8];
      int at = head.length - 4;
      ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      buffer.putInt(0, TAG).putInt(at, frame.size());
      greeted = true;
      server.received(conn, Bytes.concat(Bytes.wrap(head), frame), now);
    }

    /** An exchange, to its end. */
    Agreed agree(int expiresIn) {
      List<Agreed> done = new ArrayList<>();
      ClientHandshake exchange =
          new ClientHandshake(
              new ClientHandshake.Settings(
                  ServerKeys.of(RSA.publicKey()), Town.DC, expiresIn, new DhGroups(entropy)),
              entropy,
              new ClientHandshake.Out() {
                @Override
                public void send(Bytes frame) {
                  Line.this.send(frame);
                }

                @Override
                public void agreed(Agreed agreed) {
                  done.add(agreed);
                }

                @Override
                public void failed(Fault fault) {
                  throw new AssertionError(fault.name());
                }
              });
      exchange.start(now);
      while (done.isEmpty() && !plain.isEmpty()) {
        try {
          exchange.received(plain.removeFirst(), now);
        } catch (ProtocolException broken) {
          throw new AssertionError(broken);
        }
      }
      return done.getFirst();
    }
  }

  /** A session under a key that may change. */
  final class Session {
    final long id;
    private final MessageIds ids = new MessageIds();
    private int content;
    Agreed key;
    Line line;

    Session(Line line, Agreed key) {
      this(line, key, entropy.nextLong());
    }

    Session(Line line, Agreed key, long id) {
      this.id = id;
      this.line = line;
      this.key = key;
    }

    long nextId() {
      return ids.nextOfClient(now);
    }

    /** Sends a query as it is; what the server says to it follows. */
    @Nullable TlObject ask(TlMethod<?> query) {
      return ask(nextId(), query);
    }

    @Nullable TlObject ask(long messageId, TlMethod<?> query) {
      send(new Message(messageId, 2 * content++ + 1, TlObjects.toBytes(query)));
      return answerTo(messageId);
    }

    /** A query of a client that says who it is. */
    <R extends TlObject> @Nullable TlObject introduce(TlMethod<R> query) {
      TlMethod<R> inner =
          InitConnection.builder(query)
              .apiId(1)
              .deviceModel("raw")
              .systemVersion("1")
              .appVersion("1")
              .systemLangCode("en")
              .langPack("")
              .langCode("en")
              .build();
      return ask(new InvokeWithLayer<>(ApiObjects.LAYER, inner));
    }

    void send(Message message) {
      line.send(
          new Envelope(key.serverSalt(), id, message).seal(key.key(), Direction.TO_SERVER, CIPHER));
    }

    /** The proof that this session's key and a permanent one belong together. */
    @Nullable TlObject bind(Agreed permanent) {
      long messageId = nextId();
      return ask(messageId, proof(permanent.key(), messageId, key.expiresAt()));
    }

    AuthBindTempAuthKey proof(AuthKey permanent, long messageId, int expiresAt) {
      return binding.request(
          permanent,
          new KeyBinding.Under(key.key().id(), expiresAt, id, messageId),
          entropy.nextLong(),
          entropy);
    }

    /** All that came for this session under a key, and is taken away with this. */
    List<TlObject> take(AuthKey under) {
      List<TlObject> all = new ArrayList<>();
      for (Bytes frame : List.copyOf(line.sealed)) {
        try {
          if (frame.int64(0) != under.id()) {
            continue;
          }
          Envelope envelope = Envelope.open(under, Direction.TO_CLIENT, frame, CIPHER);
          if (envelope.sessionId() == id) {
            line.sealed.remove(frame);
            for (Message message : Container.unwrap(envelope.message())) {
              all.add(TlObjects.read(new TlReader(message.body())));
            }
          }
        } catch (ProtocolException broken) {
          throw new AssertionError(broken);
        }
      }
      return all;
    }

    private @Nullable TlObject answerTo(long messageId) {
      for (TlObject said : take(key.key())) {
        if (said instanceof RpcResult result && result.reqMsgId() == messageId) {
          try {
            return TlObjects.read(new TlReader(result.result()));
          } catch (ProtocolException broken) {
            throw new AssertionError(broken);
          }
        }
      }
      return null;
    }
  }

  /** The text of an error; empty for anything else. */
  static String error(@Nullable TlObject answer) {
    return answer instanceof RpcError error ? error.errorCode() + " " + error.errorMessage() : "";
  }
}
