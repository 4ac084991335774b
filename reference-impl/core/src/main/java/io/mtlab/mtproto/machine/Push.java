package io.mtlab.mtproto.machine;

/** What a part tells a gate unasked, for instance updates for somebody's sessions. */
public interface Push {}
