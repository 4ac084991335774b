package io.mtlab.mtproto.fault;

/** Bytes that are not what their place in the protocol demands. */
public enum Malformed implements Fault {
  /** The bytes end inside a value. */
  TOO_SHORT("mtproto/serialize"),
  /** Bytes are left behind the last value. */
  TRAILING_BYTES("mtproto/serialize"),
  /** No constructor or method of the schema has this number. */
  UNKNOWN_CONSTRUCTOR("mtproto/serialize#boxed-and-bare-types"),
  /** A constructor of another type than the one that stands in the schema. */
  WRONG_TYPE("mtproto/serialize#boxed-and-bare-types"),
  /** A string's long form for a short string, or an unknown first byte. */
  STRING_LENGTH("mtproto/serialize#base-types"),
  /** The bytes that fill a string up to four are not zero. */
  STRING_PADDING("mtproto/serialize#base-types"),
  /** A string that should be text is not UTF-8. */
  STRING_NOT_UTF8("mtproto/TL#string"),
  /** A string is longer than the reader allows. */
  STRING_TOO_LONG("mtproto/serialize#base-types"),
  /** A vector has more elements than the reader allows, or than the bytes could hold. */
  VECTOR_TOO_LONG("mtproto/serialize#vector"),
  /** Values stand deeper in each other than the reader allows. */
  TOO_DEEP("mtproto/serialize"),
  /** Neither of the two constructors of Bool. */
  NOT_A_BOOL("mtproto/TL#bool"),
  /** A frame's length is zero, negative, no multiple of four, or in a form that is not its own. */
  FRAME_LENGTH("mtproto/mtproto-transports"),
  /** A frame's length is over the limit. */
  FRAME_TOO_LONG("mtproto/mtproto-transports"),
  /** A full frame's number is not the next one of its connection and direction. */
  FRAME_NUMBER("mtproto/mtproto-transports#full"),
  /** A full frame's CRC32 is not that of its bytes. */
  FRAME_CHECKSUM("mtproto/mtproto-transports#full"),
  /** What follows the hellos of fake TLS is no record of application data within the limit. */
  FAKE_TLS_RECORD("mtproto/mtproto-transports#transport-obfuscation"),
  /** The first bytes of a connection belong to no transport that is spoken here. */
  UNKNOWN_TRANSPORT("mtproto/mtproto-transports#transport-obfuscation"),
  /** A message without a key has a wrong length field, or is no multiple of four. */
  PLAIN_MESSAGE_LENGTH("mtproto/description#unencrypted-message"),
  /** Bytes are left behind the object of a client's message without a key. */
  PLAIN_TRAILING_BYTES("mtproto/description#unencrypted-message"),
  /** Packed data is not gzip, is broken, or inflates beyond the limit. */
  GZIP("mtproto/service_messages#packed-object"),
  /** A container in a container, too many messages in it, or a length that does not fit. */
  CONTAINER("mtproto/service_messages#simple-container"),
  /** A head that is not HTTP/1.1, or one that two readers could read differently. */
  HTTP_MESSAGE("mtproto/transports#http"),
  /** Content-Length twice, no number, or beside Transfer-Encoding; or an unfit body. */
  HTTP_LENGTH("mtproto/transports#http"),
  /** No Content-Length. */
  HTTP_LENGTH_MISSING("mtproto/transports#http"),
  /** A body over the limit of a frame. */
  HTTP_BODY_TOO_LONG("mtproto/transports#http"),
  /** A head with more bytes or fields than the limit. */
  HTTP_HEAD_TOO_LONG("mtproto/transports#http"),
  /** Nothing is at this path. */
  HTTP_PATH("mtproto/transports#uri-format"),
  /** Another method than this path takes. */
  HTTP_METHOD("mtproto/transports#http"),
  /** A status that does not fit what was asked. */
  HTTP_STATUS("mtproto/transports#http"),
  /** An opening handshake without a proper key, upgrade or subprotocol, or a wrong answer. */
  WEBSOCKET_HANDSHAKE("mtproto/transports#websocket"),
  /** No upgrade to WebSocket where one must be, or another version than 13. */
  WEBSOCKET_VERSION("mtproto/transports#websocket"),
  /** A frame that RFC 6455 forbids: unmasked, unknown, long or cut control, out of order. */
  WEBSOCKET_FRAME("mtproto/transports#websocket"),
  /** Text: only binary messages carry MTProto. */
  WEBSOCKET_TEXT("mtproto/transports#websocket"),
  /** A message, its fragments together, over the limit of a frame. */
  WEBSOCKET_TOO_LONG("mtproto/transports#websocket");

  private final String section;

  Malformed(String section) {
    this.section = section;
  }

  @Override
  public String section() {
    return section;
  }
}
