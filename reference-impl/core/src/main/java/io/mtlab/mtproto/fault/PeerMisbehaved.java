package io.mtlab.mtproto.fault;

/** What a peer must never do, and an attacker in the middle might. */
public enum PeerMisbehaved implements Fault {
  /** The message key is not that of the decrypted plain text. */
  MSG_KEY_MISMATCH("mtproto/security_guidelines#checking-sha256-hash-value-of-msg-key"),
  /** The length in a decrypted message, or its padding of 12 to 1,024 bytes, does not fit. */
  MESSAGE_LENGTH("mtproto/security_guidelines#checking-message-length"),
  /** A message of another session. */
  SESSION_ID_MISMATCH("mtproto/security_guidelines#checking-session-id"),
  /** A message id of the wrong side, too old, from the future, or seen before. */
  MESSAGE_ID("mtproto/security_guidelines#checking-msg-id"),
  /** A message without a key whose id is not of its sender's side. */
  PLAIN_MESSAGE_ID("mtproto/description#message-identifier-msg-id"),
  /** An acknowledgment, which needs none itself, with an odd sequence number. */
  ACK_SEQ_NO("mtproto/description#message-sequence-number-msg-seqno"),
  /** A message id that is older than 300 s (code 16). */
  MESSAGE_ID_TOO_LOW("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A message id more than 30 s ahead (code 17). */
  MESSAGE_ID_TOO_HIGH("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A client's message id that is not divisible by four (code 18). */
  MESSAGE_ID_BITS("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A container with the id of an earlier message (code 19). */
  CONTAINER_ID_SEEN("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A message too old to tell whether it came before (code 20). */
  MESSAGE_TOO_OLD("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A sequence number below that of an earlier message (code 32). */
  SEQ_NO_TOO_LOW("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A sequence number above that of a later message (code 33). */
  SEQ_NO_TOO_HIGH("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** An odd sequence number on what needs no acknowledgment (code 34). */
  SEQ_NO_NOT_EVEN("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** An even sequence number on a query (code 35). */
  SEQ_NO_NOT_ODD("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A salt that is not good now (code 48). */
  SALT("mtproto/service_messages_about_messages#notice-of-ignored-error-message"),
  /** A message under a key that nobody here has. */
  UNKNOWN_AUTH_KEY("mtproto/mtproto-transports#transport-errors"),
  /** An answer with another nonce than the query's. */
  NONCE_MISMATCH("mtproto/security_guidelines#checking-nonce-server-nonce-and-new-nonce-fields"),
  /** An answer with another server_nonce than the one that was given. */
  SERVER_NONCE_MISMATCH(
      "mtproto/security_guidelines#checking-nonce-server-nonce-and-new-nonce-fields"),
  /** A new_nonce_hash that does not follow from new_nonce and the key. */
  NEW_NONCE_HASH_MISMATCH("mtproto/auth_key#9-server-responds-in-one-of-three-ways"),
  /** The SHA-1 in front of decrypted data is not that of the data. */
  ANSWER_HASH_MISMATCH(
      "mtproto/security_guidelines#using-sha1-hash-of-answer-in-server-dh-params-ok"),
  /** pq is no product of two different odd primes, or the factors given are not those of pq. */
  PQ("mtproto/auth_key#dh-exchange-initiation"),
  /** Data under RSA that is no RSA_PAD (nor the older padding where that is allowed). */
  RSA_PADDING(
      "mtproto/auth_key#41-rsa-paddata-server-public-key-mentioned-above-is-implemented-as-follows"),
  /** The padding that clients used before RSA_PAD: SHA-1, the data, chance. */
  OLDER_RSA_PADDING(
      "mtproto/auth_key#41-rsa-paddata-server-public-key-mentioned-above-is-implemented-as-follows"),
  /** dh_prime is not a safe prime of 2048 bits. */
  DH_PRIME("mtproto/security_guidelines#dh-parameter-validation"),
  /** g does not generate the right subgroup for dh_prime. */
  DH_GENERATOR("mtproto/security_guidelines#dh-parameter-validation"),
  /** g_a or g_b outside 2^(2048-64) to dh_prime - 2^(2048-64). */
  DH_PUBLIC_VALUE("mtproto/security_guidelines#g-a-and-g-b-validation"),
  /** A temporary key that should live no time at all. */
  EXPIRES_IN("mtproto/auth_key#presenting-proof-of-work-server-authentication"),
  /** The end that is proven for a temporary key is near that of the key, and not the same. */
  TEMPORARY_KEY_END("method/auth.bindTempAuthKey"),
  /** A permanent key encrypts a message itself although a temporary key is bound to it. */
  PERMANENT_KEY_USED("api/pfs"),
  /** retry_id is not that of the key that was refused before, or 0 at the first attempt. */
  RETRY_ID("mtproto/auth_key#9-server-responds-in-one-of-three-ways"),
  /** A message of the exchange that has no place at this point. */
  OUT_OF_TURN("mtproto/auth_key"),
  /** The server refused the exchange for good (dh_gen_fail). */
  DH_GEN_FAIL("mtproto/auth_key#9-server-responds-in-one-of-three-ways"),
  /** More repetitions than are allowed (dh_gen_retry). */
  TOO_MANY_RETRIES("mtproto/auth_key#9-server-responds-in-one-of-three-ways"),
  /** The opening bytes of another connection: somebody has recorded them. */
  REPLAYED_OPENING("mtproto/mtproto-transports#transport-obfuscation"),
  /** A server that answers fake TLS without proving that it has the secret. */
  FAKE_TLS_PROOF("mtproto/mtproto-transports#transport-obfuscation"),
  /** More is waiting, unacknowledged or half received than the limit allows. */
  FLOOD("mtproto/mtproto-transports#transport-errors");

  private final String section;

  PeerMisbehaved(String section) {
    this.section = section;
  }

  @Override
  public String section() {
    return section;
  }
}
