package io.mtlab.architecture.bad.session;

import io.mtlab.architecture.bad.crypto.KnowsSession;

/** An arrow that is allowed; the other half of the cycle. */
public record KnowsCrypto(KnowsSession key) {}
