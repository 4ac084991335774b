package io.mtlab.netty;

import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A machine that a driver runs. All methods may be called from any thread and return at once; what
 * they do happens on the machine's event loop, in the order of the calls.
 */
public final class Hosted<M extends Machine> {
  /** Something to do with the machine. */
  @FunctionalInterface
  public interface Task<M> {
    /** Does it, on the machine's event loop. */
    void run(M machine, long now);
  }

  /** Something to know of the machine. */
  @FunctionalInterface
  public interface Query<M, T> {
    /** Looks, on the machine's event loop. */
    T of(M machine, long now);
  }

  private final MachineHost<M> host;

  Hosted(MachineHost<M> host) {
    this.host = host;
  }

  /** Gives the machine an input of its own kind, such as a client's {@code start}. */
  public void execute(Task<? super M> task) {
    host.loop().execute(() -> host.run(task));
  }

  /** Looks at the machine. Fails with what the query throws. */
  public <T> CompletableFuture<T> query(Query<? super M, T> query) {
    CompletableFuture<T> found = new CompletableFuture<>();
    if (!host.loop().execute(() -> host.look(query, found))) {
      found.completeExceptionally(new IllegalStateException("the driver has ended"));
    }
    return found;
  }

  /** Brings the answer to what the machine asked. */
  public void answer(Ticket ticket, Answer answer) {
    execute((machine, now) -> machine.answered(ticket, answer, now));
  }

  /** Tells the machine something unasked. */
  public void push(Push push) {
    execute((machine, now) -> machine.pushed(push, now));
  }

  /** Reads from this connection, or does not: what the peer sends then piles up on its side. */
  public void setReading(Conn conn, boolean reading) {
    host.loop().execute(() -> host.setReading(conn, reading));
  }

  /**
   * The machine goes to another network, where this is its local address: its connections are cut,
   * which it hears, and it dials from there.
   */
  public void moveTo(InetAddress address) {
    host.loop().execute(() -> host.moveTo(address));
  }

  /** How many bytes wait to be written, on all connections together. */
  public CompletableFuture<Long> backlogBytes() {
    return query((machine, now) -> host.backlogBytes());
  }

  /** How many connections the machine has, those that are being dialled included. */
  public CompletableFuture<Integer> connections() {
    return query((machine, now) -> host.connections());
  }

  /**
   * Takes the machine off the driver: it hears no more, its listeners and connections end, with
   * {@code FIN} once what was written is delivered.
   */
  public void close() {
    host.loop().execute(host::leave);
  }

  MachineHost<M> host() {
    return host;
  }
}
