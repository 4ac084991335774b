package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.testing.Requirement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forward secrecy: what a server still holds when a temporary key has ended does not help. */
final class ForgottenKeysTest {
  private static final int LIFE = 600;

  private final RawPeer peer = new RawPeer();

  @Requirement({"P-013", "A-045"})
  void p013_nothing_of_a_temporary_key_is_left_in_the_server_when_it_has_ended() {
    RawPeer.Line line = peer.line();
    Agreed permanent = line.agree(0);
    Agreed temporary = line.agree(LIFE);
    RawPeer.Session session = peer.new Session(line, temporary);
    session.bind(permanent);
    session.introduce(new HelpGetConfig());
    assertThat(holds(temporary.key())).as("while it lives").isTrue();

    peer.pass(LIFE * Time.SECOND);
    peer.server.closed(line.conn, Cause.FIN, peer.now);
    peer.pass(2 * GateSession.FORGOTTEN_AFTER);
    assertThat(holds(temporary.key())).as("afterwards").isFalse();
    assertThat(holds(permanent.key())).as("the store has the permanent one").isTrue();
  }

  @Requirement({"P-003", "P-013"})
  void p013_recorded_traffic_does_not_open_with_the_permanent_key() {
    AuthKey permanent = AuthKey.of(peer.entropy.bytes(AuthKey.SIZE));
    AuthKey temporary = AuthKey.of(peer.entropy.bytes(AuthKey.SIZE));
    Mtproto2Cipher cipher = new Mtproto2Cipher(peer.entropy);
    Bytes recorded = cipher.seal(temporary, Direction.TO_SERVER, new byte[64]);
    assertThatThrownBy(() -> cipher.open(permanent, Direction.TO_SERVER, recorded))
        .hasMessage("UNKNOWN_AUTH_KEY");
    byte[] named = recorded.toArray();
    for (int i = 0; i < Long.BYTES; i++) {
      named[i] = (byte) (permanent.id() >>> (8 * i));
    }
    assertThatThrownBy(() -> cipher.open(permanent, Direction.TO_SERVER, Bytes.wrap(named)))
        .hasMessage("MSG_KEY_MISMATCH");
  }

  /** Whether the secret is reachable from the server, in any array of bytes. */
  private boolean holds(AuthKey key) {
    byte[] secret = key.secret().toArray();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    open.add(peer.server);
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      if (next instanceof byte[] bytes && Arrays.equals(bytes, secret)) {
        return true;
      }
      push(next, open);
    }
    assertThat(seen).as("a search that finds little proves little").hasSizeGreaterThan(100);
    return false;
  }

  private static void push(Object of, Deque<Object> open) {
    switch (of) {
      case Map<?, ?> map -> {
        map.keySet().forEach(one -> offer(one, open));
        map.values().forEach(one -> offer(one, open));
      }
      case Collection<?> many -> many.forEach(one -> offer(one, open));
      case Object[] array -> Arrays.stream(array).forEach(one -> offer(one, open));
      default -> {
        if (of.getClass().getName().startsWith("io.mtlab")) {
          fields(of, open);
        }
      }
    }
  }

  private static void fields(Object of, Deque<Object> open) {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      if (!type.getName().startsWith("io.mtlab")) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          try {
            offer(field.get(of), open);
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
  }

  private static void offer(@Nullable Object one, Deque<Object> open) {
    if (one != null) {
      open.push(one);
    }
  }
}
