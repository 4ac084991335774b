package io.mtlab.simulator.workload;

import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.ChannelsCreateChannel;
import io.mtlab.mtproto.tl.api.ChannelsUpdateUsername;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client that makes a supergroup and posts to it at the times that {@link Posts} fixed, whether
 * or not the posts before were answered: an open load.
 */
public final class Poster extends Actor {
  private static final String NAMED_BEFORE = "USERNAME_NOT_MODIFIED";
  private static final String SENT_BEFORE = "RANDOM_ID_DUPLICATE";
  private static final String NOT_IN_TURN = "MSG_WAIT_FAILED";
  private static final String NOT_IN_TIME = "MSG_WAIT_TIMEOUT";

  /** So many posts may be on their way at once; a server lets 256 queries of a session wait. */
  private static final int PIPELINE_MAX = 128;

  private @Nullable Group group;
  private final ArrayDeque<Integer> told = new ArrayDeque<>();

  /** Posts that were offered at their time and wait for room on the way. */
  private final ArrayDeque<Integer> offered = new ArrayDeque<>();

  /** Those that were sent, in their order, and have no answer. */
  private final ArrayDeque<Sent> unconfirmed = new ArrayDeque<>();

  private long confirmed;

  /** A poster that is told later what to make and when to post. */
  public Poster(Role role, Function<? super Out, ClientEndpoint> endpoint) {
    super(role, endpoint);
  }

  /** How many posts the server has confirmed. */
  public long confirmed() {
    return confirmed;
  }

  @Override
  void obey(Command command, long now) {
    switch (command) {
      case Command.CreateGroup(String title, String username) -> create(title, username, now);
      case Command.Post(int post) -> {
        told.add(post);
        due(now);
      }
      case Command.SignIn _, Command.Join _, Command.GoOffline _, Command.ComeOnline _ ->
          throw new IllegalArgumentException("a poster cannot " + command);
    }
  }

  @Override
  void updated(UpdatesType updates, long now) {}

  @Override
  void interrupted(long now) {}

  /** Offers what is due: the load is open, whatever becomes of the posts before. */
  @Override
  void due(long now) {
    while (nextDue() <= now) {
      int post = told.remove();
      long intended = role().posts().intended(post) - role().posts().runStart();
      report(new TraceEvent.Posted(name(), post, intended, role().posts().audience()));
      offered.add(post);
    }
    send(now);
  }

  @Override
  long nextDue() {
    Integer next = told.peek();
    return next == null || group == null ? Time.NEVER : role().posts().intended(next);
  }

  /** The creator is the group's first member: that it stands is reported as joined. */
  private void create(String title, String username, long now) {
    ChannelsCreateChannel create =
        ChannelsCreateChannel.builder().megagroup(true).title(title).about("").build();
    call(create, (created, then) -> name(created, username, now, then), now);
  }

  private void name(UpdatesType created, String username, long since, long now) {
    Group made = created instanceof Updates updates ? Group.among(updates.chats()) : null;
    if (made == null) {
      fail("NO_GROUP_IN_ANSWER");
      return;
    }
    group = made;
    callOnce(
        new ChannelsUpdateUsername(made.input(), username),
        NAMED_BEFORE,
        then -> report(new TraceEvent.Joined(name(), then - since)),
        now);
  }

  /** Each post follows the one before by invokeAfterMsg: its order is the server's order. */
  private void send(long now) {
    Group to = group;
    while (to != null
        && unconfirmed.size() < PIPELINE_MAX
        && !offered.isEmpty()
        && unconfirmed.stream().noneMatch(sent -> sent.missed)) {
      MessagesSendMessage message =
          MessagesSendMessage.builder()
              .peer(to.peer())
              .message(Posts.text(offered.remove()))
              .randomId(role().entropy().nextLong())
              .build();
      Sent before = unconfirmed.peekLast();
      Sent sent = new Sent(message);
      unconfirmed.add(sent);
      put(sent, before == null ? List.of() : List.of(before.ticket), now);
    }
  }

  private void put(Sent sent, List<Ticket> after, long now) {
    sent.missed = false;
    sent.ticket =
        callAfter(
            after,
            sent.message,
            (_, then) -> confirmed(sent, then),
            (error, then) -> refused(sent, error, then),
            now);
  }

  private void confirmed(Sent sent, long now) {
    unconfirmed.remove(sent);
    confirmed++;
    Sent next = unconfirmed.peek();
    if (next != null && next.missed) {
      put(next, List.of(), now);
    }
    send(now);
  }

  /** A post behind one that was carried out under a session before is put again in its turn. */
  private void refused(Sent sent, RpcError error, long now) {
    switch (error.text()) {
      case SENT_BEFORE -> confirmed(sent, now);
      case NOT_IN_TURN, NOT_IN_TIME -> {
        sent.missed = true;
        if (sent.equals(unconfirmed.peek())) {
          put(sent, List.of(), now);
        }
      }
      default -> fail(error.text());
    }
  }

  /** A post without an answer. */
  private static final class Sent {
    final MessagesSendMessage message;
    Ticket ticket = new Ticket(0);
    boolean missed;

    Sent(MessagesSendMessage message) {
      this.message = message;
    }
  }
}
