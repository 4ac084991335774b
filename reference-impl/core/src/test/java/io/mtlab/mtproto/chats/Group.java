package io.mtlab.mtproto.chats;

import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.api.Channel;
import io.mtlab.mtproto.tl.api.ChannelsCreateChannel;
import io.mtlab.mtproto.tl.api.ChannelsJoinChannel;
import io.mtlab.mtproto.tl.api.ChannelsUpdateUsername;
import io.mtlab.mtproto.tl.api.InputChannel;
import io.mtlab.mtproto.tl.api.InputPeerChannel;
import io.mtlab.mtproto.tl.api.MessagesChatInviteJoinResultOk;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.Updates;
import java.util.Objects;

/** A supergroup for tests, with its creator. */
public final class Group {
  /** The bench that it is on. */
  public final DomainBench bench;

  /** Who made it. */
  public final Asker creator;

  /** How it is named in queries. */
  public final InputChannel input;

  private Group(DomainBench bench, Asker creator, InputChannel input) {
    this.bench = bench;
    this.creator = creator;
    this.input = input;
  }

  /** A supergroup with this username; empty for a private one. */
  public static Group named(DomainBench bench, Asker creator, String username) {
    Group group = made(bench, creator, true);
    if (!username.isEmpty()) {
      bench.result(creator, group.rename(username), TlBool.class);
    }
    return group;
  }

  /** A supergroup or a broadcast channel without a username. */
  public static Group made(DomainBench bench, Asker creator, boolean megagroup) {
    ChannelsCreateChannel create =
        ChannelsCreateChannel.builder()
            .megagroup(megagroup)
            .broadcast(!megagroup)
            .title("Group")
            .about("")
            .build();
    Updates made = bench.result(creator, create, Updates.class);
    Channel channel = (Channel) made.chats().getFirst();
    long hash = Objects.requireNonNull(channel.accessHash());
    return new Group(bench, creator, new InputChannel(channel.id(), hash));
  }

  /** What gives it this username. */
  public ChannelsUpdateUsername rename(String username) {
    return new ChannelsUpdateUsername(input, username);
  }

  /** Joins. */
  public Asker joinedBy(Asker asker) {
    bench.result(asker, new ChannelsJoinChannel(input), MessagesChatInviteJoinResultOk.class);
    return asker;
  }

  /** What sends this text. */
  public MessagesSendMessage message(String text, long randomId) {
    return MessagesSendMessage.builder()
        .peer(new InputPeerChannel(input.channelId(), input.accessHash()))
        .message(text)
        .randomId(randomId)
        .build();
  }

  /** Sends this text. */
  public Updates post(Asker sender, String text, long randomId) {
    return bench.result(sender, message(text, randomId), Updates.class);
  }
}
