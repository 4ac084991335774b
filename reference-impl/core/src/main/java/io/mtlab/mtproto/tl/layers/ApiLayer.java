package io.mtlab.mtproto.tl.layers;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.TypeExpression;
import org.jspecify.annotations.Nullable;

/**
 * One layer of the API, as a client speaks it: queries of that layer become ours, our answers and
 * updates become its. Never changed, so one serves all.
 */
public final class ApiLayer {
  private static final TypeExpression UPDATES =
      new TypeExpression.Named("Updates", false, java.util.List.of());

  private final int number;
  private final @Nullable Foreign foreign;

  /** Another layer's schema, and what it has in common with ours. */
  private record Foreign(
      SchemaCodec ours,
      SchemaCodec theirs,
      Unchanged answers,
      Unchanged queries,
      Translation outwards,
      Translation inwards) {}

  /** Our own layer, or one that differs in nothing. */
  ApiLayer(int number) {
    this.number = number;
    this.foreign = null;
  }

  /** Another layer. */
  ApiLayer(int number, SchemaCodec ours, SchemaCodec theirs) {
    this.number = number;
    this.foreign =
        new Foreign(
            ours,
            theirs,
            new Unchanged(ours.schema(), theirs.schema()),
            new Unchanged(theirs.schema(), ours.schema()),
            new Translation(theirs.schema(), true),
            new Translation(ours.schema(), false));
  }

  /** The number that clients name. */
  public int number() {
    return number;
  }

  /** Whether nothing has to be translated. */
  public boolean isOurs() {
    return foreign == null;
  }

  /**
   * The query that these bytes are in this layer, to the end.
   *
   * @throws ProtocolException {@link Malformed#UNKNOWN_CONSTRUCTOR} if this layer has no such
   *     method, or none that ours has; any other fault of a malformed value; {@link
   *     Malformed#WRONG_TYPE} if it says what cannot be said in our layer
   */
  public TlMethod<?> query(Bytes query) throws ProtocolException {
    Bytes ours = foreign == null ? query : translated(foreign, query);
    TlReader reader = new TlReader(ours);
    if (!(TlObjects.read(reader) instanceof TlMethod<?> method)) {
      throw new ProtocolException(Malformed.WRONG_TYPE);
    }
    reader.end();
    return method;
  }

  /** Whether this layer has a method of this number that ours has, too. */
  public boolean knows(int method) {
    if (foreign == null) {
      return TlObjects.knows(method);
    }
    Combinator theirs = foreign.theirs().schema().byId(method);
    return theirs == null
        ? isService(foreign, method)
        : foreign.ours().schema().method(theirs.name()) != null;
  }

  private static Bytes translated(Foreign foreign, Bytes query) throws ProtocolException {
    if (query.size() < Integer.BYTES) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
    Combinator method = foreign.theirs().schema().byId(query.int32(0));
    if (method == null && isService(foreign, query.int32(0))) {
      return query;
    }
    Combinator ours = method == null ? null : foreign.ours().schema().method(method.name());
    if (method == null || ours == null) {
      throw new ProtocolException(Malformed.UNKNOWN_CONSTRUCTOR);
    }
    if (foreign.queries().contains(method)) {
      return query;
    }
    Node said = foreign.inwards().query(foreign.theirs().readQuery(query), ours);
    if (said == null) {
      throw new ProtocolException(Malformed.WRONG_TYPE);
    }
    return foreign.ours().write(said);
  }

  /** Service messages have no layer. */
  private static boolean isService(Foreign foreign, int number) {
    return TlObjects.knows(number) && foreign.ours().schema().byId(number) == null;
  }

  /**
   * The body of an answer, or null if this layer has no words for it.
   *
   * @param method the number of the query's method in our own layer
   */
  public @Nullable Bytes answer(int method, TlObject answer) {
    Bytes ours = TlObjects.toBytes(answer);
    if (foreign == null) {
      return ours;
    }
    Combinator asked = foreign.ours().schema().byId(method);
    if (asked == null) {
      return ours;
    }
    Combinator theirs = foreign.theirs().schema().method(asked.name());
    return translated(
        foreign, ours, asked.result(), theirs == null ? asked.result() : theirs.result());
  }

  /** The body of a push, or null if this layer has no words for it. */
  public @Nullable Bytes updates(TlObject updates) {
    Bytes ours = TlObjects.toBytes(updates);
    return foreign == null ? ours : translated(foreign, ours, UPDATES, UPDATES);
  }

  private static @Nullable Bytes translated(
      Foreign foreign, Bytes ours, TypeExpression from, TypeExpression to) {
    if (from.equals(to) && foreign.answers().contains(from)) {
      return ours;
    }
    try {
      Object said = foreign.outwards().value(foreign.ours().read(ours, from), to);
      return said == null ? null : foreign.theirs().write(said, to);
    } catch (ProtocolException e) {
      throw new IllegalStateException("an answer of our own that cannot be read", e);
    }
  }
}
