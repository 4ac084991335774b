package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.MailAnswer;
import io.mtlab.mtproto.store.MailRequest;
import io.mtlab.mtproto.store.StoredLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mailboxes of a {@link MemoryStore}. One is made when its first message comes. */
final class MemoryMail {
  private final Map<Long, Box> byOwner = new HashMap<>();

  MailAnswer answerTo(MailRequest request) {
    return switch (request) {
      case MailRequest.Deliver deliver -> deliver(deliver);
      case MailRequest.ListEvents list ->
          byOwner.getOrDefault(list.userId(), Box.EMPTY).events(list);
    };
  }

  private MailAnswer deliver(MailRequest.Deliver deliver) {
    Box sender = byOwner.computeIfAbsent(deliver.senderId(), _ -> new Box());
    MailAnswer.Delivered before = sender.byMark.get(deliver.randomId());
    if (before != null) {
      return new MailAnswer.Delivered(before.sent(), before.received(), false);
    }
    StoredLetter sent = sender.append(deliver, deliver.recipientId(), true);
    StoredLetter received = sent;
    if (deliver.recipientId() != deliver.senderId()) {
      Box recipient = byOwner.computeIfAbsent(deliver.recipientId(), _ -> new Box());
      received = recipient.append(deliver, deliver.senderId(), false);
    }
    MailAnswer.Delivered delivered = new MailAnswer.Delivered(sent, received, true);
    sender.byMark.put(deliver.randomId(), delivered);
    return delivered;
  }

  /** One mailbox. Its n-th event is its n-th message. */
  private static final class Box {
    static final Box EMPTY = new Box();

    final List<StoredLetter> letters = new ArrayList<>();
    final Map<Long, MailAnswer.Delivered> byMark = new HashMap<>();

    StoredLetter append(MailRequest.Deliver from, long peerId, boolean out) {
      StoredLetter letter =
          new StoredLetter(
              letters.size() + 1,
              pts() + 1,
              peerId,
              out,
              from.randomId(),
              from.date(),
              from.text());
      letters.add(letter);
      return letter;
    }

    MailAnswer events(MailRequest.ListEvents list) {
      int from = Math.clamp((long) list.pts() - StoredLetter.PTS_FIRST, 0, letters.size());
      int to = Math.min(letters.size(), from + list.limit());
      return new MailAnswer.Events(letters.subList(from, to), pts());
    }

    private int pts() {
      return StoredLetter.PTS_FIRST + letters.size();
    }
  }
}
