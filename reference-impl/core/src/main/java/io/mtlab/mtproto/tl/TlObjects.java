package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.service.ServiceObjects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects of both schemas, looked up by the number before them. */
public final class TlObjects {
  private static final int[] BOOLS = {TlBool.TRUE_ID, TlBool.FALSE_ID};

  private static final TlTable TABLE = new TlTable(BOOLS, ServiceObjects.ids(), ApiObjects.ids());

  private static final int SERVICE = BOOLS.length;
  private static final int API = SERVICE + ServiceObjects.ids().length;

  private TlObjects() {}

  /**
   * The object at the reader's place, constructor or method. What is left behind it is left to the
   * caller: see {@link TlReader#end()}.
   *
   * @throws ProtocolException {@code UNKNOWN_CONSTRUCTOR} for a number of neither schema
   */
  public static TlObject read(TlReader reader) throws ProtocolException {
    int id = reader.int32();
    int place = TABLE.placeOf(id);
    if (place >= API) {
      return ApiObjects.read(place - API, reader);
    }
    if (place >= SERVICE) {
      return ServiceObjects.read(place - SERVICE, reader);
    }
    if (place == TlTable.NOWHERE) {
      throw new ProtocolException(Malformed.UNKNOWN_CONSTRUCTOR);
    }
    return TlBool.of(id == TlBool.TRUE_ID);
  }

  /**
   * The query inside a wrapper, which takes all that is left. It is kept as it is: of which layer
   * it is, the wrapper says.
   */
  public static TlMethod<?> readQuery(TlReader reader) throws ProtocolException {
    reader.peekInt32();
    return new RawQuery(reader.rest());
  }

  /** The bytes of an object, number first. */
  public static Bytes toBytes(TlObject object) {
    TlWriter writer = new TlWriter();
    object.write(writer);
    return writer.toBytes();
  }

  /** The names of both schemas, sorted, each with its number. */
  public static SortedMap<String, Integer> names() {
    SortedMap<String, Integer> all = new TreeMap<>();
    all.put("boolTrue", TlBool.TRUE_ID);
    all.put("boolFalse", TlBool.FALSE_ID);
    add(all, ServiceObjects.names(), ServiceObjects.ids());
    add(all, ApiObjects.names(), ApiObjects.ids());
    return all;
  }

  private static void add(SortedMap<String, Integer> to, String[] names, int[] ids) {
    for (int i = 0; i < names.length; i++) {
      to.put(names[i], ids[i]);
    }
  }

  /** Whether one of the schemas has this number. */
  public static boolean knows(int constructorId) {
    return TABLE.placeOf(constructorId) != TlTable.NOWHERE;
  }

  /** What to say of a number that does not stand where this type is expected. */
  public static ProtocolException unexpected(int constructorId) {
    return new ProtocolException(
        knows(constructorId) ? Malformed.WRONG_TYPE : Malformed.UNKNOWN_CONSTRUCTOR);
  }
}
