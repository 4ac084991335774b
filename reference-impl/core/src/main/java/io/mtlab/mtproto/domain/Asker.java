package io.mtlab.mtproto.domain;

/**
 * Where a query comes from, as the gate knows it.
 *
 * @param authKeyId the permanent key to which the query belongs, also when a temporary one that is
 *     bound to it carried the query
 * @param sessionId the session of this key
 * @param userId who is signed in with the key; 0 for nobody
 */
public record Asker(long authKeyId, long sessionId, long userId) {}
