package io.mtlab.mtproto.endpoint.dc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.ErrorReaction;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.AuthAuthorization;
import io.mtlab.mtproto.tl.api.AuthExportAuthorization;
import io.mtlab.mtproto.tl.api.AuthExportedAuthorization;
import io.mtlab.mtproto.tl.api.AuthImportAuthorization;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.DcOption;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client of several data centres: an endpoint with a key and a session of its own for each. Calls
 * go to the home data centre; what an error of class 303 sends elsewhere goes there, and a call
 * that only visits another data centre takes the authorization of home along. Keys are never
 * carried over.
 *
 * @see <a href="https://core.telegram.org/api/datacenter">working with different data centers</a>
 */
public final class DcClient implements Machine {
  /** Data centres have smaller numbers. */
  public static final int DC_LIMIT = 1024;

  private final Endpoints endpoints;
  private final Out out;
  private final TreeMap<Integer, Branch> branches = new TreeMap<>();
  private int home;
  private long tickets;

  /** Makes the endpoint of a data centre. */
  @FunctionalInterface
  public interface Endpoints {
    /** An endpoint that has not started; null if nothing is known of this data centre. */
    @Nullable ClientEndpoint of(int dc, Out out);

    /** A server told where the data centres are. */
    default void learned(List<DcOption> told) {}
  }

  /** The user belongs to another data centre than was thought: to be remembered by the owner. */
  public record HomeChanged(int dc) implements Event {}

  /** A client that believes to belong to {@code home}. */
  public DcClient(int home, Endpoints endpoints, Out out) {
    this.home = home;
    this.endpoints = endpoints;
    this.out = out;
  }

  /** The data centre that the user belongs to. */
  public int home() {
    return home;
  }

  /**
   * Calls a method at home; {@link ClientEvent.Answered} or {@link ClientEvent.Refused} follows.
   */
  public Ticket call(TlMethod<?> method, long now) {
    Visit visit = new Visit(new Ticket(++tickets), method, false);
    send(visit, home, now);
    settle(now);
    return visit.ticket();
  }

  /** Calls a method at a certain data centre, as the user who is signed in at home. */
  public Ticket callAt(int dc, TlMethod<?> method, long now) {
    Visit visit = new Visit(new Ticket(++tickets), method, true);
    send(visit, dc, now);
    settle(now);
    return visit.ticket();
  }

  /** Sends a call to a data centre to which it has not been before. */
  private void send(Visit visit, int dc, long now) {
    Branch branch = branch(dc, now);
    if (branch == null || !visit.visits(dc)) {
      refused(visit, new RpcError(303, "NETWORK_MIGRATE_" + dc));
      return;
    }
    if (visit.isAway() && dc != home && !branch.isAuthorized()) {
      branch.await(visit);
      if (branch.wantsAuthorization()) {
        authorize(branch, now);
      }
    } else {
      branch.call(visit.method(), new Purpose.Visiting(visit), now);
    }
  }

  private @Nullable Branch branch(int dc, long now) {
    Branch known = branches.get(dc);
    if (known != null || dc <= 0 || dc >= DC_LIMIT) {
      return known;
    }
    Branch made = new Branch(dc, out);
    ClientEndpoint endpoint = endpoints.of(dc, made);
    if (endpoint == null) {
      return null;
    }
    branches.put(dc, made);
    made.begin(endpoint, now);
    return made;
  }

  private void authorize(Branch branch, long now) {
    Branch from = branch(home, now);
    if (from != null) {
      from.call(new AuthExportAuthorization(branch.dc()), new Purpose.Exporting(branch.dc()), now);
    }
  }

  // What the endpoints say.

  /** Answers are dealt with when nobody is inside an endpoint any more. */
  private void settle(long now) {
    boolean more = true;
    while (more) {
      more = false;
      for (Branch branch : List.copyOf(branches.values())) {
        for (var heard = branch.heard(); heard != null; heard = branch.heard()) {
          more = true;
          hear(branch, heard, now);
        }
      }
    }
  }

  private void hear(Branch branch, Branch.Heard heard, long now) {
    switch (heard.purpose()) {
      case Purpose.Visiting(Visit visit) -> {
        if (heard.event() instanceof ClientEvent.Refused refused) {
          refused(visit, refused.error(), now);
        } else if (heard.event() instanceof ClientEvent.Answered answered) {
          answered(branch, visit, answered.answer());
        }
      }
      case Purpose.Exporting(int toDc) -> exported(toDc, heard.event(), now);
      case Purpose.Importing _ -> imported(branch, heard.event(), now);
    }
  }

  private void answered(Branch branch, Visit visit, TlObject answer) {
    if (answer instanceof AuthAuthorization) {
      branch.authorized();
    } else if (answer instanceof Config config) {
      endpoints.learned(config.dcOptions());
    }
    out.happened(new ClientEvent.Answered(visit.ticket(), answer));
  }

  private void refused(Visit visit, RpcError error, long now) {
    if (ErrorReaction.to(error) instanceof ErrorReaction.Migrate(int dc, boolean becomesHome)
        && !visit.wasAt(dc)
        && branch(dc, now) != null) {
      if (becomesHome && dc != home) {
        home = dc;
        out.happened(new HomeChanged(dc));
      }
      visit.goesAway(!becomesHome);
      send(visit, dc, now);
    } else {
      refused(visit, error);
    }
  }

  private void refused(Visit visit, RpcError error) {
    out.happened(new ClientEvent.Refused(visit.ticket(), error));
  }

  private void exported(int toDc, Event event, long now) {
    Branch to = branches.get(toDc);
    if (to == null) {
      return;
    }
    if (event instanceof ClientEvent.Answered(Ticket _, TlObject answer)
        && answer instanceof AuthExportedAuthorization exported) {
      to.call(
          new AuthImportAuthorization(exported.id(), exported.bytes()),
          new Purpose.Importing(),
          now);
    } else {
      imported(to, event, now);
    }
  }

  private void imported(Branch branch, Event event, long now) {
    List<Visit> waiting = branch.takeWaiting();
    if (event instanceof ClientEvent.Refused refused) {
      waiting.forEach(visit -> refused(visit, refused.error()));
      return;
    }
    branch.authorized();
    for (Visit visit : waiting) {
      branch.call(visit.method(), new Purpose.Visiting(visit), now);
    }
  }

  // What the driver brings.

  private @Nullable Branch of(Conn conn) {
    return branches.get((int) (conn.number() % DC_LIMIT));
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    Branch branch = of(conn);
    if (branch != null) {
      branch.endpoint().opened(Branch.inner(conn), peer, now);
    }
    settle(now);
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    Branch branch = of(conn);
    if (branch != null) {
      branch.endpoint().received(Branch.inner(conn), bytes, now);
    }
    settle(now);
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    Branch branch = of(conn);
    if (branch != null) {
      branch.endpoint().closed(Branch.inner(conn), cause, now);
    }
    settle(now);
  }

  @Override
  public void wake(long now) {
    for (Branch branch : List.copyOf(branches.values())) {
      if (branch.endpoint().nextWake() <= now) {
        branch.endpoint().wake(now);
      }
    }
    settle(now);
  }

  @Override
  public long nextWake() {
    long next = Time.NEVER;
    for (Branch branch : branches.values()) {
      next = Math.min(next, branch.endpoint().nextWake());
    }
    return next;
  }
}
