package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.SeenIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The queries of a client: those to send, and those that were sent and have no answer yet. */
final class Outbox {
  /** The ids of so many sent messages are remembered, so that a notification can be believed. */
  private static final int RECENT_MAX = 512;

  /** The contents of so many containers are remembered. */
  private static final int CONTAINERS_MAX = 64;

  /** By their numbers: what follows another one is sent behind it, also when both go again. */
  private final TreeMap<Long, Outgoing> toSend = new TreeMap<>();

  private final TreeMap<Long, Outgoing> unanswered = new TreeMap<>();
  private final SeenIds recent = new SeenIds(RECENT_MAX);
  private final Map<Long, List<Long>> containers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Long>> eldest) {
          return size() > CONTAINERS_MAX;
        }
      };

  void add(Outgoing query) {
    toSend.put(query.query, query);
  }

  boolean hasWork() {
    return !toSend.isEmpty();
  }

  /** Takes the next query to send; the session numbers it if it has no number. */
  @Nullable Outgoing take() {
    var first = toSend.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  void sent(Outgoing query) {
    unanswered.put(query.messageId, query);
  }

  void sent(long messageId) {
    recent.add(messageId, 0);
  }

  void sentContainer(long containerId, List<Message> messages) {
    containers.put(containerId, messages.stream().map(Message::id).toList());
  }

  /** Whether this client sent a message with this id lately. */
  boolean isRecent(long messageId) {
    return recent.check(messageId) == SeenIds.Verdict.KNOWN;
  }

  /** Takes the query that this message carried, if it has no answer yet. */
  @Nullable Outgoing answered(long messageId) {
    Outgoing query = unanswered.remove(messageId);
    if (query != null) {
      toSend.remove(query.query);
    }
    return query;
  }

  @Nullable Outgoing find(long messageId) {
    return unanswered.get(messageId);
  }

  /** The unanswered queries of a message: its own, or those in a container. */
  List<Outgoing> contents(long messageId) {
    List<Outgoing> found = new ArrayList<>();
    for (long id : containers.getOrDefault(messageId, List.of(messageId))) {
      Outgoing query = unanswered.get(id);
      if (query != null) {
        found.add(query);
      }
    }
    return found;
  }

  /** Sends a query again with its id and number. */
  void resend(Outgoing query) {
    toSend.put(query.query, query);
  }

  /** Sends a query again as a new message. */
  void renumber(Outgoing query) {
    unanswered.remove(query.messageId);
    query.renumber();
    resend(query);
  }

  /** The queries without an answer, in the order of their ids. */
  Collection<Outgoing> unanswered() {
    return List.copyOf(unanswered.values());
  }

  /** All queries that wait for anything, for a session that takes over. */
  List<Outgoing> drain() {
    for (Outgoing query : unanswered.values()) {
      toSend.put(query.query, query);
    }
    List<Outgoing> all = new ArrayList<>(toSend.values());
    unanswered.clear();
    toSend.clear();
    return all;
  }

  /** When the first unanswered query is to be asked after. */
  long nextCheck() {
    long next = Time.NEVER;
    for (Outgoing query : unanswered.values()) {
      next = Math.min(next, query.checkAt);
    }
    return next;
  }
}
