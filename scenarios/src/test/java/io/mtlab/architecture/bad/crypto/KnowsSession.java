package io.mtlab.architecture.bad.crypto;

import io.mtlab.architecture.bad.session.KnowsCrypto;
import java.util.List;

/** An arrow the wrong way round, and half of a cycle. */
public record KnowsSession(List<KnowsCrypto> sessions) {
  KnowsCrypto[] asArray() {
    return sessions.toArray(KnowsCrypto[]::new);
  }
}
