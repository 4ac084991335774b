package io.mtlab.mtproto.store;

/**
 * A member of a channel.
 *
 * @param userId the account
 * @param inviterId who brought it in; the account itself if it joined
 * @param date Unix seconds
 */
public record StoredMember(long userId, long inviterId, int date) {}
