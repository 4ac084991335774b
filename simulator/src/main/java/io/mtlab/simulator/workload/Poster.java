package io.mtlab.simulator.workload;

import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.ChannelsCreateChannel;
import io.mtlab.mtproto.tl.api.ChannelsUpdateUsername;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client that makes a supergroup and posts to it at the times that {@link Posts} fixed, whether
 * or not the posts before were answered: an open load.
 */
public final class Poster extends Actor {
  private static final String NAMED_BEFORE = "USERNAME_NOT_MODIFIED";
  private static final String SENT_BEFORE = "RANDOM_ID_DUPLICATE";

  private @Nullable Group group;
  private final ArrayDeque<Integer> told = new ArrayDeque<>();

  /** Posts that were offered at their time and wait until the one before is confirmed. */
  private final ArrayDeque<Integer> offered = new ArrayDeque<>();

  private boolean unconfirmed;
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
      case Command.SignIn _, Command.Join _ ->
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

  /** A lost post is sent again behind later ones, so the next one waits: order is the server's. */
  private void send(long now) {
    Group to = group;
    Integer post = offered.peek();
    if (to == null || post == null || unconfirmed) {
      return;
    }
    offered.remove();
    unconfirmed = true;
    MessagesSendMessage message =
        MessagesSendMessage.builder()
            .peer(to.peer())
            .message(Posts.text(post))
            .randomId(role().entropy().nextLong())
            .build();
    callOnce(message, SENT_BEFORE, this::confirmed, now);
  }

  private void confirmed(long now) {
    unconfirmed = false;
    confirmed++;
    send(now);
  }
}
