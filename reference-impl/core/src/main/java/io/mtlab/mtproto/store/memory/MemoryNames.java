package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.NameAnswer;
import io.mtlab.mtproto.store.NameRequest;
import io.mtlab.mtproto.store.PeerId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The usernames of a {@link MemoryStore}, each way. */
final class MemoryNames {
  private final Map<String, PeerId> owners = new HashMap<>();
  private final Map<PeerId, String> names = new HashMap<>();

  NameAnswer answerTo(NameRequest request) {
    return switch (request) {
      case NameRequest.Resolve resolve -> {
        PeerId owner = owners.get(folded(resolve.name()));
        yield owner == null ? new NameAnswer.Free() : new NameAnswer.Owner(owner);
      }
      case NameRequest.Claim claim -> claim(claim.name(), claim.peer());
    };
  }

  /** The name of this peer as it was written; empty for none. */
  String of(PeerId peer) {
    return names.getOrDefault(peer, "");
  }

  private NameAnswer claim(String name, PeerId peer) {
    PeerId owner = name.isEmpty() ? null : owners.get(folded(name));
    if (owner != null && !owner.equals(peer)) {
      return new NameAnswer.Occupied();
    }
    String before = names.remove(peer);
    if (before != null) {
      owners.remove(folded(before));
    }
    if (!name.isEmpty()) {
      owners.put(folded(name), peer);
      names.put(peer, name);
    }
    return new NameAnswer.Claimed();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
