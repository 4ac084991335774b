package io.mtlab.mtproto.session;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.client.ClientSession;
import io.mtlab.mtproto.session.server.ServerSalts;
import io.mtlab.mtproto.session.server.ServerSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a session in virtual time, and a line between them that loses, repeats and delays
 * frames as its seed says. The server answers each query by its own bytes.
 */
public final class SessionPair {
  public static final long EPOCH = 1_767_225_600L * Time.SECOND;
  public static final long FIRST_SALT = 0x5a17;
  public static final AuthKey KEY = AuthKey.of(filled());

  public final List<Fault> refusedByServer = new ArrayList<>();
  public final List<Fault> toleratedByServer = new ArrayList<>();
  public final List<Fault> refusedByClient = new ArrayList<>();
  public final Map<Bytes, Integer> executed = new LinkedHashMap<>();
  public final Map<Long, List<Bytes>> answered = new LinkedHashMap<>();
  public final List<Bytes> updated = new ArrayList<>();
  public final List<Envelope> toServer = new ArrayList<>();
  public final List<Envelope> toClient = new ArrayList<>();
  public final SplittableRandom random;
  public final Entropy entropy;
  public final MessageCipher cipher;
  public ServerSalts salts;
  public ClientSession client;
  public ServerSession server;
  public Rules rules = Rules.STRICT;
  public double loss;
  public double duplicate;
  public long jitter;
  public long clientClock;
  public long answerDelay;
  public boolean connected;
  public boolean keepAnswers;
  public int renewed;
  public int stalled;
  public long now = EPOCH;
  public @Nullable BadMessage broken;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(Pending::at).thenComparingLong(Pending::order));
  private long order;
  private int line;

  private record Pending(long at, long order, Runnable what) {}

  public SessionPair(long seed) {
    random = new SplittableRandom(seed);
    entropy = random::nextBytes;
    cipher = new FoldCipher();
    salts = new ServerSalts(KEY, new Sha(), FIRST_SALT, EPOCH);
    client = newClient(FIRST_SALT);
    server = newServer();
  }

  public ClientSession newClient(long salt) {
    return new ClientSession(
        new ClientSession.Start(entropy.nextLong(), KEY, salt, 0, true), cipher, new ClientSide());
  }

  public ServerSession newServer() {
    return new ServerSession(client.id(), KEY, salts, cipher, entropy, new ServerSide());
  }

  public void connect() {
    connected = true;
    line++;
    server.attached(now);
    client.attached(clientTime());
    flush();
  }

  public void disconnect() {
    connected = false;
    line++;
    client.detached();
    server.detached();
  }

  public void query(long number) {
    client.query(number, body(number));
    flush();
  }

  /** A body that is no service message. */
  public static Bytes body(long number) {
    byte[] body = new byte[12];
    body[0] = 0x01;
    body[1] = 0x23;
    for (int i = 0; i < Long.BYTES; i++) {
      body[4 + i] = (byte) (number >>> (8 * i));
    }
    return Bytes.wrap(body);
  }

  public void push(long number) {
    server.push(body(number), now);
    flush();
  }

  public void flush() {
    client.flush(clientTime());
    server.flush(now);
  }

  public long clientTime() {
    return now + clientClock;
  }

  public void at(long time, Runnable what) {
    pending.add(new Pending(time, order++, what));
  }

  /** Runs until {@code duration} has passed. */
  public void run(long duration) {
    long end = now + duration;
    while (true) {
      long clientWake = client.nextWake();
      long wake =
          Math.min(
              server.nextWake(), clientWake == Time.NEVER ? clientWake : clientWake - clientClock);
      Pending next = pending.peek();
      long nextAt = Math.min(wake, next == null ? Time.NEVER : next.at());
      if (nextAt > end) {
        now = end;
        return;
      }
      now = Math.max(now, nextAt);
      if (next != null && next.at() <= now) {
        pending.poll();
        next.what().run();
      } else {
        client.wake(clientTime());
        server.wake(now);
      }
      flush();
    }
  }

  private void send(Runnable arrival) {
    int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < duplicate ? 2 : 1;
    int on = line;
    for (int i = 0; i < copies; i++) {
      long delay = 40 * Time.MILLISECOND + (jitter == 0 ? 0 : random.nextLong(jitter));
      at(
          now + delay,
          () -> {
            if (connected && on == line) {
              arrival.run();
            }
          });
    }
  }

  /** Hands a frame to the server as its gate does. */
  public void arriveAtServer(Bytes frame) {
    try {
      server.received(Envelope.open(KEY, Direction.TO_SERVER, frame, cipher), now);
    } catch (ProtocolException broken) {
      refusedByServer.add(broken.fault());
    }
  }

  public void arriveAtClient(Bytes frame) {
    try {
      client.received(frame, clientTime());
    } catch (ProtocolException broken) {
      refusedByClient.add(broken.fault());
    }
  }

  private Envelope opened(Bytes frame, Direction direction) {
    try {
      return Envelope.open(KEY, direction, frame, cipher);
    } catch (ProtocolException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static byte[] filled() {
    byte[] key = new byte[AuthKey.SIZE];
    new SplittableRandom(7).nextBytes(key);
    return key;
  }

  private final class ClientSide implements ClientSession.Out {
    @Override
    public void transmit(Bytes frame) {
      toServer.add(opened(frame, Direction.TO_SERVER));
      send(() -> arriveAtServer(frame));
    }

    @Override
    public void answered(long query, Bytes result) {
      answered.computeIfAbsent(query, _ -> new ArrayList<>()).add(result);
    }

    @Override
    public void refused(long query, BadMessage why) {
      answered.computeIfAbsent(query, _ -> new ArrayList<>()).add(Bytes.EMPTY);
    }

    @Override
    public void updated(Bytes body) {
      updated.add(body);
    }

    @Override
    public void renewed() {
      renewed++;
    }

    @Override
    public void stalled() {
      stalled++;
      at(
          now,
          () -> {
            if (connected) {
              disconnect();
              connect();
            }
          });
    }

    @Override
    public void broken(BadMessage why) {
      broken = why;
    }
  }

  private final class ServerSide implements ServerSession.Out {
    @Override
    public Bytes packed(Bytes answer) {
      return Gzip.packIfSmaller(answer);
    }

    @Override
    public void transmit(Bytes frame) {
      toClient.add(opened(frame, Direction.TO_CLIENT));
      send(() -> arriveAtClient(frame));
    }

    @Override
    public void query(long messageId, Bytes body) {
      executed.merge(body, 1, Integer::sum);
      if (!keepAnswers) {
        ServerSession asked = server;
        at(
            now + answerDelay,
            () -> {
              asked.answer(messageId, body, now);
              asked.flush(now);
            });
      }
    }

    @Override
    public void disconnectAfter(int seconds) {
      // the line of this pair is never closed for silence
    }

    @Override
    public boolean destroySession(long sessionId) {
      return false;
    }

    @Override
    public void refused(Fault fault) {
      refusedByServer.add(fault);
    }

    @Override
    public boolean tolerates(Fault fault) {
      boolean tolerated = rules.tolerates(fault);
      if (tolerated) {
        toleratedByServer.add(fault);
      }
      return tolerated;
    }
  }
}
