package io.mtlab.simulator.workload;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.route.Reason;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client with something to do: a machine around a {@link ClientEndpoint}, whose events it hears
 * and whose methods it calls. It reports its doings as {@link TraceEvent}s, and passes the
 * endpoint's own events on to its owner.
 */
public abstract class Actor implements Machine {
  private final Role role;
  private final ClientEndpoint endpoint;
  private final Calls calls;
  private final ArrayDeque<ClientEvent> heard = new ArrayDeque<>(2);
  private final ArrayDeque<Command> waiting = new ArrayDeque<>(2);
  private boolean signingIn;
  private boolean signedIn;
  private long startedAt;
  private boolean failed;

  /**
   * Makes the actor and its endpoint.
   *
   * @param endpoint is given where the endpoint's outputs go
   */
  protected Actor(Role role, Function<? super Out, ClientEndpoint> endpoint) {
    this.role = role;
    this.endpoint = endpoint.apply(new Ear());
    this.calls = new Calls(this.endpoint::call);
  }

  /** The scenario tells it to do something. Commands that make no sense now fail the actor. */
  public final void told(Command command, long now) {
    if (failed) {
      return;
    }
    if (signedIn) {
      obey(command, now);
    } else {
      if (!(command instanceof Command.SignIn)) {
        waiting.add(command);
      }
      signIn(now);
    }
    settle(now);
  }

  /** The node's name in the trace. */
  public final String name() {
    return role.name();
  }

  /** Whether it has given up; the trace says why. */
  public final boolean failed() {
    return failed;
  }

  @Override
  public final void opened(Conn conn, Peer peer, long now) {
    endpoint.opened(conn, peer, now);
    settle(now);
  }

  @Override
  public final void received(Conn conn, Bytes bytes, long now) {
    endpoint.received(conn, bytes, now);
    settle(now);
  }

  @Override
  public final void closed(Conn conn, Cause cause, long now) {
    endpoint.closed(conn, cause, now);
    settle(now);
  }

  @Override
  public final void answered(Ticket ticket, Answer answer, long now) {
    endpoint.answered(ticket, answer, now);
    settle(now);
  }

  @Override
  public final void pushed(Push push, long now) {
    endpoint.pushed(push, now);
    settle(now);
  }

  @Override
  public final void wake(long now) {
    endpoint.wake(now);
    if (!failed) {
      calls.wake(now);
      due(now);
    }
    settle(now);
  }

  @Override
  public final long nextWake() {
    long own = failed ? Long.MAX_VALUE : Math.min(calls.nextWake(), nextDue());
    return Math.min(endpoint.nextWake(), own);
  }

  /** The scenario's command, other than to sign in; the actor is signed in. */
  abstract void obey(Command command, long now);

  /** The server pushed this. */
  abstract void updated(UpdatesType updates, long now);

  /** Something pushed may have been missed: the connection or the session is a new one. */
  abstract void interrupted(long now);

  /** The time of {@link #nextDue} has come, or any other. */
  abstract void due(long now);

  /** When the actor itself has something to do. */
  abstract long nextDue();

  final Role role() {
    return role;
  }

  /** Signing in is done: what was told before follows. */
  final void signedIn(long now) {
    report(new TraceEvent.SignedIn(name(), now - startedAt));
    signedIn = true;
    signingIn = false;
    interrupted(now);
    for (Command next = waiting.poll(); next != null; next = waiting.poll()) {
      obey(next, now);
    }
  }

  /** Calls a method; a refusal for good fails the actor. */
  final <R extends TlObject> void call(TlMethod<R> method, Calls.Then<? super R> then, long now) {
    calls.send(method, then, this::refused, now);
  }

  /**
   * Calls a method that may have been carried out already, when its first answer was lost with the
   * session: this refusal is then as good as an answer.
   */
  final <R extends TlObject> void callOnce(
      TlMethod<R> method, String doneBefore, LongConsumer then, long now) {
    call(
        method,
        (_, at) -> then.accept(at),
        (error, at) -> {
          if (error.text().equals(doneBefore)) {
            then.accept(at);
          } else {
            refused(error, at);
          }
        },
        now);
  }

  /** Calls a method whose refusal is to be heard. */
  final <R extends TlObject> void call(
      TlMethod<R> method, Calls.Then<? super R> then, Calls.Refused refused, long now) {
    calls.send(method, then, refused, now);
  }

  /** Calls a method behind others, in their order however they overtake each other on the way. */
  final <R extends TlObject> Ticket callAfter(
      List<Ticket> earlier,
      TlMethod<R> method,
      Calls.Then<? super R> then,
      Calls.Refused refused,
      long now) {
    return calls.sendAfter(earlier, method, then, refused, now);
  }

  /** Ends its connections; what is called meanwhile waits. */
  final void disconnect(long now) {
    endpoint.stop(now);
  }

  /** Connects, unless it has already. */
  final void connect(long now) {
    endpoint.start(now);
  }

  final void report(TraceEvent event) {
    role.out().happened(event);
  }

  /** It cannot go on. {@code why} names a fault or an error, and holds no secret. */
  final void fail(String why) {
    if (!failed) {
      failed = true;
      report(new TraceEvent.Failed(name(), why));
    }
  }

  /** Connects as well; what is called before the connection stands waits for it. */
  private void signIn(long now) {
    if (!signingIn) {
      signingIn = true;
      startedAt = now;
      endpoint.start(now);
      SignIn.begin(this, now);
    }
  }

  private void refused(RpcError error, long now) {
    fail(error.text());
  }

  /** What becomes of connections goes to the trace, also when the actor has given up. */
  private void trace(ClientEvent event) {
    switch (event) {
      case ClientEvent.Connected(int number, TransportSpec transport) ->
          report(new TraceEvent.Connected(name(), number - 1, transport.name()));
      case ClientEvent.Disconnected(int number, Cause cause) ->
          report(new TraceEvent.Disconnected(name(), number - 1, cause));
      case ClientEvent.Moved(TransportSpec from, TransportSpec to, Reason why) ->
          report(new TraceEvent.Moved(name(), from.name(), to.name(), why.name()));
      default -> {
        // of no line in the trace, or of one that the actor writes when it acts upon it
      }
    }
  }

  /** What the endpoint told meanwhile is dealt with when nobody is inside it any more. */
  private void settle(long now) {
    for (ClientEvent event = heard.poll(); event != null; event = heard.poll()) {
      if (!failed) {
        hear(event, now);
      }
    }
  }

  private void hear(ClientEvent event, long now) {
    switch (event) {
      case ClientEvent.KeyAgreed(long took) -> report(new TraceEvent.KeyAgreed(name(), took));
      case ClientEvent.KeyBound(int number) -> report(new TraceEvent.KeyBound(name(), number));
      case ClientEvent.Answered(Ticket ticket, TlObject answer) ->
          calls.answered(ticket, answer, now);
      case ClientEvent.Refused(Ticket ticket, RpcError error) -> calls.refused(ticket, error, now);
      case ClientEvent.Updated(UpdatesType updates) -> updated(updates, now);
      case ClientEvent.SessionRenewed _, ClientEvent.Unreadable _ -> interrupted(now);
      case ClientEvent.KeyLost _ -> {
        signedIn = false;
        signIn(now);
      }
      case ClientEvent.Connected(int connection, TransportSpec _) -> {
        if (connection > 1) {
          interrupted(now);
        }
      }
      case ClientEvent.GaveUp(Fault fault) -> fail(fault.toString());
      case ClientEvent.QuicklyAcknowledged _ -> {
        // answers and acknowledgments are what the actor acts upon
      }
      case ClientEvent.SignedOut _,
          ClientEvent.Disconnected _,
          ClientEvent.Moved _,
          ClientEvent.NotLetThrough _,
          ClientEvent.Distrusted _ -> {
        // The endpoint makes another connection, which is what the actor acts upon.
      }
    }
  }

  /** Where the endpoint's outputs go: on, and its events also to the actor, to be heard later. */
  private final class Ear implements Out {
    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      role.out().dial(conn, to, channel);
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      role.out().startTls(conn, server, already);
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      role.out().transmit(conn, bytes);
    }

    @Override
    public void close(Conn conn, How how) {
      role.out().close(conn, how);
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      role.out().ask(ticket, request);
    }

    @Override
    public void happened(Event event) {
      if (event instanceof ClientEvent client) {
        trace(client);
        heard.add(client);
      }
      role.out().happened(event);
    }
  }
}
