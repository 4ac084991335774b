package io.mtlab.mtproto.tl.layers;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Condition;
import io.mtlab.schema.Field;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.TypeExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of any schema at run time, within the limits of {@link TlReader}.
 * Whole queries inside a wrapper, and fields of type {@code Object}, stay bytes.
 */
public final class SchemaCodec {
  /** The fewest bytes of an element whose size hangs on its schema. */
  private static final int ELEMENT_LEAST = 4;

  private final Schema schema;

  private SchemaCodec(Schema schema) {
    this.schema = schema;
  }

  /**
   * The codec of a schema.
   *
   * @throws SchemaException at the first declaration that uses a type which is not declared, or
   *     that has no form here: a field without a name, or a repetition
   */
  public static SchemaCodec of(Schema schema) throws SchemaException {
    Map.Entry<String, Combinator> missing = schema.undeclaredIn().firstEntry();
    if (missing != null) {
      throw schema.problem(
          missing.getValue(),
          "declared types in '" + missing.getValue().name() + "'",
          "'" + missing.getKey() + "'");
    }
    for (Combinator combinator :
        Stream.concat(schema.constructors().stream(), schema.methods().stream()).toList()) {
      if (!isBase(combinator) && !combinator.fields().stream().allMatch(SchemaCodec::hasForm)) {
        throw schema.problem(
            combinator, "fields with names and types", "others in '" + combinator.name() + "'");
      }
    }
    return new SchemaCodec(schema);
  }

  /** What the wire's readers know by themselves. */
  private static boolean isBase(Combinator combinator) {
    return combinator.builtin()
        || (combinator.result() instanceof TypeExpression.Named type
            && List.of("Vector", "Int128", "Int256").contains(type.name()));
  }

  private static boolean hasForm(Field field) {
    return field.name() != null
        && (field.isNumber() || field.isFlagOnly() || hasForm(field.type()));
  }

  private static boolean hasForm(TypeExpression type) {
    return switch (type) {
      case TypeExpression.Named named ->
          isVector(named)
              ? named.arguments().size() == 1 && hasForm(named.arguments().getFirst())
              : named.arguments().isEmpty();
      case TypeExpression.Query _ -> true;
      default -> false;
    };
  }

  /** What is read and written. */
  public Schema schema() {
    return schema;
  }

  /**
   * A value of this constructor or method.
   *
   * @throws IllegalArgumentException if the schema has none of this name
   */
  public Node node(String name, Map<String, Object> fields) {
    Combinator method = schema.method(name);
    Combinator combinator = method == null ? schema.constructor(name) : method;
    if (combinator == null) {
      throw new IllegalArgumentException("the schema has no " + name);
    }
    SequencedMap<String, Object> inOrder = new LinkedHashMap<>();
    for (Field field : combinator.fields()) {
      Object value = fields.get(String.valueOf(field.name()));
      if (value != null) {
        inOrder.put(String.valueOf(field.name()), value);
      }
    }
    return new Node(combinator, inOrder);
  }

  /** The query that these bytes are, number first, to the end. */
  public Node readQuery(Bytes query) throws ProtocolException {
    TlReader reader = new TlReader(query);
    Combinator method = schema.byId(reader.int32());
    if (method == null || method.kind() != Combinator.Kind.METHOD) {
      throw new ProtocolException(
          method == null ? Malformed.UNKNOWN_CONSTRUCTOR : Malformed.WRONG_TYPE);
    }
    Node node = fields(reader, method);
    reader.end();
    return node;
  }

  /** A value of this type that takes all of these bytes. */
  public Object read(Bytes value, TypeExpression type) throws ProtocolException {
    TlReader reader = new TlReader(value);
    Object read = read(reader, type);
    reader.end();
    return read;
  }

  private Object read(TlReader reader, TypeExpression type) throws ProtocolException {
    if (!(type instanceof TypeExpression.Named named)) {
      return reader.rest();
    }
    return switch (named.name()) {
      case "int" -> reader.int32();
      case "long" -> reader.int64();
      case "double" -> reader.float64();
      case "string", "bytes" -> reader.bytes();
      case "int128" -> reader.int128();
      case "int256" -> reader.int256();
      case "Bool" -> reader.bool();
      case "Object" -> reader.rest();
      case "Vector", "vector" -> {
        TypeExpression element = named.arguments().getFirst();
        yield named.bare()
            ? reader.bareVector(ELEMENT_LEAST, from -> read(from, element))
            : reader.vector(ELEMENT_LEAST, from -> read(from, element));
      }
      default -> named.bare() ? fields(reader, bare(named)) : boxed(reader, named);
    };
  }

  private Node boxed(TlReader reader, TypeExpression.Named type) throws ProtocolException {
    Combinator constructor = schema.byId(reader.int32());
    if (constructor == null) {
      throw new ProtocolException(Malformed.UNKNOWN_CONSTRUCTOR);
    }
    if (constructor.kind() != Combinator.Kind.CONSTRUCTOR || !constructor.result().equals(type)) {
      throw new ProtocolException(Malformed.WRONG_TYPE);
    }
    return fields(reader, constructor);
  }

  private Node fields(TlReader reader, Combinator combinator) throws ProtocolException {
    reader.enter();
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    Map<String, Integer> flags = new LinkedHashMap<>();
    for (Field field : combinator.fields()) {
      String name = String.valueOf(field.name());
      if (field.isNumber()) {
        flags.put(name, reader.int32());
      } else if (isThere(field.condition(), flags)) {
        fields.put(name, field.isFlagOnly() ? true : read(reader, field.type()));
      }
    }
    reader.leave();
    return new Node(combinator, fields);
  }

  private static boolean isThere(@Nullable Condition condition, Map<String, Integer> flags) {
    return condition == null
        || (flags.getOrDefault(condition.flags(), 0) & 1 << condition.bit()) != 0;
  }

  /** A query or a boxed object, number first. */
  public Bytes write(Node node) {
    TlWriter writer = new TlWriter();
    writer.int32(node.declaration().id());
    writeFields(writer, node);
    return writer.toBytes();
  }

  /** A value of this type. */
  public Bytes write(Object value, TypeExpression type) {
    TlWriter writer = new TlWriter();
    write(writer, value, type);
    return writer.toBytes();
  }

  private void write(TlWriter writer, Object value, TypeExpression type) {
    switch (value) {
      case Integer number -> writer.int32(number);
      case Long number -> writer.int64(number);
      case Double number -> writer.float64(number);
      case Boolean bool -> writer.bool(bool);
      case String text -> writer.string(text);
      case Bytes bytes -> writeBytes(writer, bytes, type);
      case List<?> list -> {
        TypeExpression.Named vector = (TypeExpression.Named) type;
        TypeExpression element = vector.arguments().getFirst();
        if (vector.bare()) {
          writer.bareVector(list, (to, each) -> write(to, each, element));
        } else {
          writer.vector(list, (to, each) -> write(to, each, element));
        }
      }
      case Node node -> {
        if (!(type instanceof TypeExpression.Named named && named.bare())) {
          writer.int32(node.declaration().id());
        }
        writeFields(writer, node);
      }
      default -> throw new IllegalArgumentException("no TL value: " + value.getClass());
    }
  }

  private static void writeBytes(TlWriter writer, Bytes bytes, TypeExpression type) {
    boolean string =
        type instanceof TypeExpression.Named named
            && (named.name().equals("string") || named.name().equals("bytes"));
    if (string) {
      writer.bytes(bytes);
    } else {
      writer.raw(bytes);
    }
  }

  private void writeFields(TlWriter writer, Node node) {
    for (Field field : node.declaration().fields()) {
      String name = String.valueOf(field.name());
      Object value = node.fields().get(name);
      if (field.isNumber()) {
        writer.int32(flags(name, node));
      } else if (value == null && field.condition() == null) {
        throw new IllegalArgumentException(node.name() + " without " + name);
      } else if (value != null && !field.isFlagOnly()) {
        write(writer, value, field.type());
      }
    }
  }

  private static int flags(String flags, Node node) {
    int bits = 0;
    for (Field field : node.declaration().fields()) {
      Condition condition = field.condition();
      if (condition != null
          && condition.flags().equals(flags)
          && node.fields().containsKey(String.valueOf(field.name()))) {
        bits |= 1 << condition.bit();
      }
    }
    return bits;
  }

  /** The constructor of a type that stands without its number. */
  Combinator bare(TypeExpression.Named type) {
    Combinator constructor = schema.constructor(type.name());
    return constructor == null ? schema.constructorsOf(type.name()).getFirst() : constructor;
  }

  static boolean isVector(TypeExpression.Named type) {
    return type.name().equalsIgnoreCase("vector");
  }
}
