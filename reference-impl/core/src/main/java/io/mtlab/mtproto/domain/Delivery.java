package io.mtlab.mtproto.domain;

import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.tl.api.UpdatesType;

/**
 * News for the sessions of an audience. It is one object for all of them: a gate encodes it once.
 *
 * @param audience who hears of it
 * @param updates what happened
 */
public record Delivery(Audience audience, UpdatesType updates) implements Push {}
