package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.ChannelAnswer;
import io.mtlab.mtproto.store.ChannelRequest;
import io.mtlab.mtproto.store.NewChannel;
import io.mtlab.mtproto.store.PeerId;
import io.mtlab.mtproto.store.StoredChannel;
import io.mtlab.mtproto.store.StoredMember;
import io.mtlab.mtproto.store.StoredPost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The channels of a {@link MemoryStore}. Ids are given in the order of making. */
final class MemoryChannels {
  private static final long ID_FIRST = 1_000_000_001;

  private final Map<Long, Box> byId = new HashMap<>();
  private final MemoryNames names;
  private long nextId = ID_FIRST;

  MemoryChannels(MemoryNames names) {
    this.names = names;
  }

  ChannelAnswer answerTo(ChannelRequest request) {
    return switch (request) {
      case ChannelRequest.Create create -> create(create.channel());
      case ChannelRequest.OfChannel asked -> {
        Box box = byId.get(asked.channelId());
        yield box == null ? new ChannelAnswer.Unknown() : answerTo(asked, box);
      }
    };
  }

  private ChannelAnswer answerTo(ChannelRequest.OfChannel request, Box box) {
    return switch (request) {
      case ChannelRequest.Get get -> found(get.channelId(), box);
      case ChannelRequest.AddMember add -> box.add(add.member());
      case ChannelRequest.RemoveMember remove -> box.remove(remove.userId());
      case ChannelRequest.ListMembers list -> box.page(list);
      case ChannelRequest.Append append -> box.append(append);
      case ChannelRequest.ListEvents list -> box.events(list);
    };
  }

  private ChannelAnswer create(NewChannel channel) {
    long id = nextId++;
    Box box = new Box(channel);
    StoredMember creator =
        new StoredMember(channel.creatorId(), channel.creatorId(), channel.date());
    box.members.put(creator.userId(), creator);
    byId.put(id, box);
    return found(id, box);
  }

  private ChannelAnswer found(long id, Box box) {
    return new ChannelAnswer.Found(
        new StoredChannel(
            id,
            box.channel,
            names.of(new PeerId.Channel(id)),
            box.pts(),
            box.posts.size(),
            box.members.size()));
  }

  /** One channel. Its n-th event is its n-th message. */
  private static final class Box {
    final NewChannel channel;
    final TreeMap<Long, StoredMember> members = new TreeMap<>();
    final List<StoredPost> posts = new ArrayList<>();
    final Map<Mark, StoredPost> byMark = new HashMap<>();

    Box(NewChannel channel) {
      this.channel = channel;
    }

    int pts() {
      return StoredChannel.PTS_FIRST + posts.size();
    }

    ChannelAnswer add(StoredMember member) {
      @Nullable StoredMember before = members.putIfAbsent(member.userId(), member);
      return new ChannelAnswer.MemberAdded(before == null, members.size());
    }

    ChannelAnswer remove(long userId) {
      boolean was = members.remove(userId) != null;
      return new ChannelAnswer.MemberRemoved(was, members.size());
    }

    ChannelAnswer page(ChannelRequest.ListMembers list) {
      return new ChannelAnswer.Members(
          members.tailMap(list.afterUserId(), false).values().stream()
              .limit(list.limit())
              .toList());
    }

    ChannelAnswer append(ChannelRequest.Append append) {
      Mark mark = new Mark(append.senderId(), append.randomId());
      StoredPost before = byMark.get(mark);
      if (before != null) {
        return new ChannelAnswer.Appended(before, false);
      }
      StoredPost post =
          new StoredPost(
              posts.size() + 1,
              pts() + 1,
              append.senderId(),
              append.randomId(),
              append.date(),
              append.text());
      posts.add(post);
      byMark.put(mark, post);
      return new ChannelAnswer.Appended(post, true);
    }

    ChannelAnswer events(ChannelRequest.ListEvents list) {
      int from = Math.clamp((long) list.pts() - StoredChannel.PTS_FIRST, 0, posts.size());
      int to = Math.min(posts.size(), from + list.limit());
      return new ChannelAnswer.Events(posts.subList(from, to), pts());
    }
  }

  private record Mark(long senderId, long randomId) {}
}
