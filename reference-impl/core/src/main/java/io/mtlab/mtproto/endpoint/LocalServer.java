package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Part;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.store.memory.MemoryStore;
import java.util.ArrayDeque;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole server in one loop: a gate, its domain and a store in memory. They know each other by
 * messages only, which are carried out one after the other before an input returns, so that an
 * answer comes at the time of its query.
 */
public final class LocalServer implements Machine {
  private final Out out;
  private final ServerEndpoint gate;
  private final Part domain;
  private final MemoryStore store;
  private final ServerSettings settings;
  private final Function<Part.Replies, ? extends Part> newDomain;
  private final ArrayDeque<LongConsumer> mail = new ArrayDeque<>();

  /**
   * A server without connections.
   *
   * @param newDomain makes the domain, which speaks through what it is given
   */
  public LocalServer(
      ServerSettings settings,
      Entropy entropy,
      MessageCipher cipher,
      Function<Part.Replies, ? extends Part> newDomain,
      Out out,
      long now) {
    this.out = out;
    this.settings = settings;
    this.newDomain = newDomain;
    this.gate = new ServerEndpoint(settings, entropy, cipher, new GateOut(), now);
    this.domain = newDomain.apply(new DomainReplies());
    this.store = new MemoryStore(new StoreReplies(), settings.exchange().dc());
  }

  private LocalServer(
      LocalServer before, Entropy entropy, MessageCipher cipher, Out out, long now) {
    this.out = out;
    this.settings = before.settings;
    this.newDomain = before.newDomain;
    this.gate = new ServerEndpoint(settings, entropy, cipher, new GateOut(), now);
    this.domain = newDomain.apply(new DomainReplies());
    this.store = new MemoryStore(new StoreReplies(), before.store);
  }

  /**
   * This server after its process has ended and begun again, with what lies in its store: keys,
   * accounts, groups and what was said in them. Connections, sessions and queries that were under
   * way are forgotten, and so is this one: it may be told nothing more.
   */
  public LocalServer restarted(Entropy entropy, MessageCipher cipher, Out to, long now) {
    return new LocalServer(this, entropy, cipher, to, now);
  }

  /** Lets somebody hear of single messages; before the first connection. */
  public void observe(Observer by) {
    gate.observe(by);
  }

  /** How many connections stand. */
  public int connections() {
    return gate.connections();
  }

  /** Keeps a key that both sides have from elsewhere. */
  public void provision(ClientSettings.Provision key, long now) {
    gate.provision(key, now);
    deliver(now);
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    gate.opened(conn, peer, now);
    deliver(now);
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    gate.received(conn, bytes, now);
    deliver(now);
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    gate.closed(conn, cause, now);
    deliver(now);
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    throw new IllegalStateException("nobody is behind a whole server");
  }

  @Override
  public void pushed(Push push, long now) {
    throw new IllegalStateException("nobody is behind a whole server");
  }

  @Override
  public void wake(long now) {
    gate.wake(now);
    domain.wake(now);
    store.wake(now);
    deliver(now);
  }

  @Override
  public long nextWake() {
    return Math.min(gate.nextWake(), Math.min(domain.nextWake(), store.nextWake()));
  }

  private void deliver(long now) {
    for (LongConsumer letter = mail.poll(); letter != null; letter = mail.poll()) {
      letter.accept(now);
    }
  }

  /** The gate's connections are those of the server; what it asks goes to the domain. */
  private final class GateOut implements Out {
    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      out.dial(conn, to, channel);
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      out.startTls(conn, server, already);
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      out.transmit(conn, bytes);
    }

    @Override
    public void close(Conn conn, How how) {
      out.close(conn, how);
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      mail.add(now -> domain.asked(ticket, request, now));
    }

    @Override
    public void happened(Event event) {
      out.happened(event);
    }
  }

  private final class DomainReplies implements Part.Replies {
    @Override
    public void answer(Ticket ticket, Answer answer) {
      mail.add(now -> gate.answered(ticket, answer, now));
    }

    @Override
    public void push(Push push) {
      mail.add(now -> gate.pushed(push, now));
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      mail.add(now -> store.asked(ticket, request, now));
    }
  }

  private final class StoreReplies implements Part.Replies {
    @Override
    public void answer(Ticket ticket, Answer answer) {
      mail.add(now -> domain.answered(ticket, answer, now));
    }

    @Override
    public void push(Push push) {
      throw new IllegalStateException("a store tells nothing unasked");
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      throw new IllegalStateException("nobody is behind a store");
    }
  }
}
