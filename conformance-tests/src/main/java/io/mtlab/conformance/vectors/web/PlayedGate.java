package io.mtlab.conformance.vectors.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.endpoint.ServerEndpoint;
import io.mtlab.mtproto.endpoint.ServerSettings;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.layers.Layers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A gate with one connection, and the domain that it asks, in which one user has one key. */
final class PlayedGate implements Out {
  /** The key that the domain knows. */
  static final AuthKey KEY = AuthKey.of(new byte[AuthKey.SIZE]);

  /** Its first salt. */
  static final long SALT = 7;

  private static final int DC = 2;
  private static final long USER = 1;
  private static final Conn CONN = new Conn(1);
  private static final Entropy ENTROPY = new SplittableRandom(1)::nextBytes;
  private static final RsaPrivateKey RSA = RsaPrivateKey.generate(ENTROPY);

  private final ServerEndpoint gate;
  private final ArrayDeque<Runnable> mail = new ArrayDeque<>();
  private final List<HttpAnswer> answers = new ArrayList<>();
  private long now;

  PlayedGate(long now) {
    this.now = now;
    var exchange = new ServerHandshake.Settings(List.of(RSA), DC, Rules.STRICT);
    var settings = new ServerSettings(exchange, new Layers());
    gate = new ServerEndpoint(settings, ENTROPY, new FoldCipher(), this, now);
    gate.opened(CONN, new Peer("127.0.0.1", Channel.STREAM), now);
  }

  /** What a single request is answered by. */
  HttpAnswer askOnce(Bytes request) {
    receive(request);
    if (answers.isEmpty()) {
      throw new IllegalStateException("no answer came");
    }
    return answers.getFirst();
  }

  void receive(Bytes request) {
    gate.received(CONN, request, now);
    deliver();
  }

  /** News for the user of the key. */
  void push() {
    gate.pushed(new Delivery(Audience.OneUser.whole(USER), new UpdatesTooLong()), now);
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

  long now() {
    return now;
  }

  /** The answers since the last time. */
  List<HttpAnswer> take() {
    List<HttpAnswer> taken = List.copyOf(answers);
    answers.clear();
    return taken;
  }

  private void deliver() {
    for (Runnable letter = mail.poll(); letter != null; letter = mail.poll()) {
      letter.run();
    }
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    answers.add(new HttpAnswer(now, bytes));
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    DomainAnswer answer =
        request instanceof DomainRequest.FindKey find && find.authKeyId() == KEY.id()
            ? new DomainAnswer.KeyFound(KEY, SALT, now, USER, ApiObjects.LAYER)
            : new DomainAnswer.KeyUnknown();
    mail.add(() -> gate.answered(ticket, answer, now));
  }

  @Override
  public void dial(Conn conn, Address to, Channel channel) {
    throw new IllegalStateException("a gate dials nobody");
  }

  @Override
  public void startTls(Conn conn, @Nullable Address server, Bytes already) {
    throw new IllegalStateException("nobody began with TLS");
  }

  @Override
  public void close(Conn conn, How how) {
    // the answer before it is what counts
  }

  @Override
  public void happened(Event event) {
    // the answer tells what became of it
  }
}
