package io.mtlab.mtproto.machine;

/** Something that happened, for the owner of a machine and for traces. Never holds a secret. */
public interface Event {}
