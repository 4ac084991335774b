package io.mtlab.mtproto.machine;

/** What a part answers to a {@link Request}. */
public interface Answer {}
