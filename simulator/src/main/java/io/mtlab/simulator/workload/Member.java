package io.mtlab.simulator.workload;

import io.mtlab.mtproto.endpoint.ClientEndpoint;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.ChannelMessagesFilterEmpty;
import io.mtlab.mtproto.tl.api.ChannelsJoinChannel;
import io.mtlab.mtproto.tl.api.ContactsResolveUsername;
import io.mtlab.mtproto.tl.api.ContactsResolvedPeer;
import io.mtlab.mtproto.tl.api.Message;
import io.mtlab.mtproto.tl.api.MessageType;
import io.mtlab.mtproto.tl.api.UpdateChannelTooLong;
import io.mtlab.mtproto.tl.api.UpdateDeleteChannelMessages;
import io.mtlab.mtproto.tl.api.UpdateEditChannelMessage;
import io.mtlab.mtproto.tl.api.UpdateNewChannelMessage;
import io.mtlab.mtproto.tl.api.UpdateType;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifference;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceEmpty;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceTooLong;
import io.mtlab.mtproto.tl.api.UpdatesChannelDifferenceType;
import io.mtlab.mtproto.tl.api.UpdatesGetChannelDifference;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.mtproto.updates.ChannelBox;
import io.mtlab.mtproto.updates.Pushed;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client that joins a group and receives every post once, in order, whatever the network does: a
 * {@link ChannelBox} orders the updates and says when to ask for what was missed. Joining ends with
 * the first answer about the group's state, so that from then on no post can be missed.
 */
public final class Member extends Actor {
  /** So much is asked for at once: https://core.telegram.org/method/updates.getChannelDifference */
  private static final int DIFFERENCE_LIMIT = 100;

  private static final String JOINED_BEFORE = "USER_ALREADY_PARTICIPANT";

  private @Nullable Group group;
  private @Nullable ChannelBox<Arrived> box;
  private long joiningSince = Time.NEVER;
  private long present;
  private long received;
  private boolean away;

  /** A message of the group, or nothing where an update only takes its place in the sequence. */
  private record Arrived(@Nullable MessageType message, Via via) {}

  /** A member that is told later what to join. */
  public Member(Role role, Function<? super Out, ClientEndpoint> endpoint) {
    super(role, endpoint);
  }

  /** How many posts were handed to its application. */
  public long received() {
    return received;
  }

  @Override
  void obey(Command command, long now) {
    switch (command) {
      case Command.Join(String username) -> join(username, now);
      case Command.GoOffline _ -> {
        away = true;
        leaveIfJoined(now);
      }
      case Command.ComeOnline _ -> {
        away = false;
        connect(now);
      }
      case Command.SignIn _, Command.CreateGroup _, Command.Post _ ->
          throw new IllegalArgumentException("a member cannot " + command);
    }
  }

  @Override
  void updated(UpdatesType updates, long now) {
    if (updates instanceof UpdatesTooLong) {
      interrupted(now);
    }
    for (UpdateType update : Pushed.updatesOf(updates)) {
      take(update, now);
    }
    ask(now);
  }

  @Override
  void interrupted(long now) {
    if (box != null) {
      box.invalidate(now);
      ask(now);
    }
  }

  @Override
  void due(long now) {
    if (!away) {
      ask(now);
    }
  }

  @Override
  long nextDue() {
    return box == null || away ? Time.NEVER : box.nextWake();
  }

  private void leaveIfJoined(long now) {
    if (away && box != null && joiningSince == Time.NEVER) {
      disconnect(now);
    }
  }

  private void join(String username, long now) {
    joiningSince = now;
    call(new ContactsResolveUsername(username, null), this::resolved, now);
  }

  private void resolved(ContactsResolvedPeer resolved, long now) {
    Group found = Group.among(resolved.chats());
    if (found == null) {
      fail("NO_SUCH_GROUP");
      return;
    }
    group = found;
    callOnce(new ChannelsJoinChannel(found.input()), JOINED_BEFORE, this::entered, now);
  }

  private void entered(long now) {
    ChannelBox<Arrived> fresh = new ChannelBox<>(this::apply);
    fresh.invalidate(now);
    box = fresh;
    ask(now);
  }

  private void take(UpdateType update, long now) {
    ChannelBox<Arrived> ordered = box;
    Group mine = group;
    if (ordered == null || mine == null) {
      return;
    }
    present = now;
    switch (update) {
      case UpdateNewChannelMessage fresh when mine.holds(fresh.message()) ->
          ordered.offered(
              fresh.pts(), fresh.ptsCount(), new Arrived(fresh.message(), Via.UPDATE), now);
      case UpdateEditChannelMessage edit when mine.holds(edit.message()) ->
          ordered.offered(edit.pts(), edit.ptsCount(), new Arrived(null, Via.UPDATE), now);
      case UpdateDeleteChannelMessages gone when gone.channelId() == mine.id() ->
          ordered.offered(gone.pts(), gone.ptsCount(), new Arrived(null, Via.UPDATE), now);
      case UpdateChannelTooLong tooLong when tooLong.channelId() == mine.id() ->
          ordered.invalidate(now);
      default -> {}
    }
  }

  /** Asks for the difference if it is time to. */
  private void ask(long now) {
    ChannelBox<Arrived> ordered = box;
    Group mine = group;
    if (ordered != null && mine != null && ordered.wantsDifference(now)) {
      ordered.asked();
      call(
          new UpdatesGetChannelDifference(
              false,
              mine.input(),
              new ChannelMessagesFilterEmpty(),
              ordered.pts(),
              DIFFERENCE_LIMIT),
          (difference, then) -> difference(ordered, difference, then),
          (_, then) -> ordered.refused(then),
          now);
    }
  }

  private void difference(
      ChannelBox<Arrived> ordered, UpdatesChannelDifferenceType difference, long now) {
    present = now;
    switch (difference) {
      case UpdatesChannelDifferenceEmpty empty ->
          ordered.answered(List.of(), empty.pts(), empty.finalField(), now);
      case UpdatesChannelDifference missed ->
          ordered.answered(arrived(missed.newMessages()), missed.pts(), missed.finalField(), now);
      case UpdatesChannelDifferenceTooLong tooLong -> {
        Integer pts = tooLong.dialog().pts();
        int known = pts == null ? ordered.pts() : pts;
        ordered.answeredTooLong(arrived(tooLong.messages()), known, now);
      }
    }
    if (joiningSince != Time.NEVER && !ordered.wantsDifference(now)) {
      report(new TraceEvent.Joined(name(), now - joiningSince));
      joiningSince = Time.NEVER;
      leaveIfJoined(now);
    }
    if (!away) {
      ask(now);
    }
  }

  private static List<Arrived> arrived(List<MessageType> messages) {
    List<Arrived> arrived = new ArrayList<>(messages.size());
    for (MessageType message : messages) {
      arrived.add(new Arrived(message, Via.DIFFERENCE));
    }
    return arrived;
  }

  private void apply(Arrived arrived) {
    if (arrived.message() instanceof Message message) {
      long post = Posts.number(message.message());
      long intended = role().posts().intended(post);
      if (intended != Time.NEVER) {
        received++;
        report(new TraceEvent.Delivered(name(), post, present - intended, arrived.via()));
      }
    }
  }
}
