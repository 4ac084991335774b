package io.mtlab.mtproto.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sessions of each user that a gate has. */
final class Online {
  private final Map<Long, List<GateSession>> sessions = new HashMap<>(); // looked up, never walked

  void add(long userId, GateSession session) {
    if (userId != 0) {
      sessions.computeIfAbsent(userId, _ -> new ArrayList<>(1)).add(session);
    }
  }

  void remove(long userId, GateSession session) {
    List<GateSession> of = sessions.get(userId);
    if (of != null && of.remove(session) && of.isEmpty()) {
      sessions.remove(userId);
    }
  }

  /** A user's sessions, in the order in which they came. */
  List<GateSession> of(long userId) {
    return sessions.getOrDefault(userId, List.of());
  }
}
