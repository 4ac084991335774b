package io.mtlab.mtproto.machine;

/** What a machine or part asks of the part behind it. Records, so that they can travel. */
public interface Request {}
