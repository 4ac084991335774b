package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Condition;
import io.mtlab.schema.Field;
import io.mtlab.schema.Schema;
import io.mtlab.schema.TypeExpression;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Random values of any declared type, encoded straight from the schema: an encoder of its own that
 * knows nothing of the generated classes nor of {@link TlWriter}.
 */
public final class Samples {
  /** From here on only the simplest constructors are taken and vectors are empty. */
  private static final int DEEP = 5;

  private final Schema schema;
  private final RandomGenerator random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int depth;

  Samples(Schema schema, RandomGenerator random) {
    this.schema = schema;
    this.random = random;
  }

  /** A value of this constructor or method, its number first. */
  public static Bytes of(Combinator combinator, Schema schema, RandomGenerator random) {
    Samples samples = new Samples(schema, random);
    samples.boxed(combinator);
    return Bytes.wrap(samples.out.toByteArray());
  }

  /** A value of this type. */
  public static Bytes of(TypeExpression type, Schema schema, RandomGenerator random) {
    Samples samples = new Samples(schema, random);
    samples.value(type);
    return Bytes.wrap(samples.out.toByteArray());
  }

  private void boxed(Combinator combinator) {
    int32(combinator.id());
    bare(combinator);
  }

  private void bare(Combinator combinator) {
    depth++;
    Map<String, Integer> flags = new TreeMap<>();
    byte[] rest = random(4 * random.nextInt(1, 9));
    List<Field> fields = combinator.fields();
    boolean raw = !fields.isEmpty() && isObject(fields.getLast().type());
    for (Field field : fields) {
      Condition condition = field.condition();
      if (raw && field.equals(fields.getLast())) {
        out.writeBytes(rest);
      } else if (raw && "bytes".equals(field.name())) {
        int32(rest.length);
      } else if (field.isNumber()) {
        int bits = depth < DEEP ? random.nextInt() & usedBits(fields, field) : 0;
        flags.put(String.valueOf(field.name()), bits);
        int32(bits);
      } else if (condition == null) {
        value(field.type());
      } else if ((flags.getOrDefault(condition.flags(), 0) & 1 << condition.bit()) != 0
          && !field.isFlagOnly()) {
        value(field.type());
      }
    }
    depth--;
  }

  private static int usedBits(List<Field> fields, Field flags) {
    int bits = 0;
    for (Field field : fields) {
      Condition condition = field.condition();
      if (condition != null && condition.flags().equals(flags.name())) {
        bits |= 1 << condition.bit();
      }
    }
    return bits;
  }

  private void value(TypeExpression type) {
    switch (type) {
      case TypeExpression.Named named -> named(named);
      case TypeExpression.Query _ -> boxed(query());
      default -> throw new IllegalArgumentException(type.toString());
    }
  }

  private void named(TypeExpression.Named named) {
    switch (named.name()) {
      case "int" -> int32(random.nextInt());
      case "long", "double" -> out.writeBytes(random(8));
      case "int128" -> out.writeBytes(random(16));
      case "int256" -> out.writeBytes(random(32));
      case "bytes" -> string(random(size()));
      case "string" -> string(text());
      case "Bool" -> int32(random.nextBoolean() ? TlBool.TRUE_ID : TlBool.FALSE_ID);
      case "Vector" -> {
        int32(0x1cb5c415);
        elements(named);
      }
      case "vector" -> elements(named);
      default -> object(named);
    }
  }

  private void elements(TypeExpression.Named vector) {
    int count = depth < DEEP ? random.nextInt(4) : 0;
    int32(count);
    for (int i = 0; i < count; i++) {
      value(vector.arguments().getFirst());
    }
  }

  private void object(TypeExpression.Named named) {
    if (named.namesConstructor()) {
      bare(java.util.Objects.requireNonNull(schema.constructor(named.name())));
      return;
    }
    List<Combinator> constructors = schema.constructorsOf(named.name());
    if (named.bare()) {
      bare(constructors.getFirst());
      return;
    }
    Combinator one =
        depth < DEEP
            ? constructors.get(random.nextInt(constructors.size()))
            : constructors.stream()
                .min(Comparator.comparingInt(c -> c.fields().size()))
                .orElseThrow();
    boxed(one);
  }

  private Combinator query() {
    List<Combinator> queries =
        schema.methods().stream()
            .filter(method -> depth < DEEP || method.parameters().isEmpty())
            .toList();
    return queries.get(random.nextInt(queries.size()));
  }

  private int size() {
    return switch (random.nextInt(12)) {
      case 0 -> 0;
      case 1 -> 253;
      case 2 -> 254;
      case 3 -> random.nextInt(255, 1200);
      default -> random.nextInt(1, 40);
    };
  }

  private byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80, 0x800);
            case 1 -> random.nextInt(0xe000, 0x11_0000);
            default -> random.nextInt(0x80);
          });
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private void string(byte[] value) {
    int head = value.length < 254 ? 1 : 4;
    if (head == 1) {
      out.write(value.length);
    } else {
      int32(value.length << 8 | 0xfe);
    }
    out.writeBytes(value);
    out.writeBytes(new byte[(4 - (head + value.length) % 4) % 4]);
  }

  private void int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static boolean isObject(TypeExpression type) {
    return type instanceof TypeExpression.Named named && named.name().equals("Object");
  }
}
