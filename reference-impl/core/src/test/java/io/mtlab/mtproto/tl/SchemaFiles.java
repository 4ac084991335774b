package io.mtlab.mtproto.tl;

import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The two schemas, read from the files that the generator reads. */
public final class SchemaFiles {
  /** Types that the core has by hand. */
  private static final Set<String> BY_HAND = Set.of("Bool", "True", "Vector");

  static final Schema SERVICE = read("mtproto.tl");
  public static final Schema API = read("api.tl");

  private SchemaFiles() {}

  /** All constructors and methods that become records. */
  static List<Combinator> generated(Schema schema) {
    return Stream.concat(schema.constructors().stream(), schema.methods().stream())
        .filter(combinator -> !combinator.builtin() && !isByHand(combinator))
        .toList();
  }

  private static boolean isByHand(Combinator combinator) {
    return combinator.kind() == Combinator.Kind.CONSTRUCTOR
        && combinator.result() instanceof io.mtlab.schema.TypeExpression.Named type
        && (BY_HAND.contains(type.name()) || type.name().startsWith("Int"));
  }

  private static Schema read(String name) {
    try {
      return SchemaParser.parse(Files.readString(Path.of("src/main/tl", name)));
    } catch (SchemaException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
