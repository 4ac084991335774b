package io.mtlab.mtproto.tl.layers;

import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layers that clients may name: ours, the older ones back to {@link #OLDEST}, and those of
 * schemas that were given at run time. A layer ahead of ours is answered in ours: nothing that is
 * spoken here has changed since.
 *
 * <p>Belongs to one gate, and is as little shared between threads as that.
 *
 * @see <a href="https://core.telegram.org/api/invoking#layers">layers</a>
 */
public final class Layers {
  /** The layer of our own schema. */
  public static final int OURS = ApiObjects.LAYER;

  /** The oldest one whose constructors are known here; clients in the field are newer. */
  public static final int OLDEST = 158;

  /** Clients may be ahead of our schema by so many layers. */
  public static final int AHEAD_MAX = 50;

  private final ApiLayer ours = new ApiLayer(OURS);
  private final Map<Integer, ApiLayer> known = new HashMap<>(); // looked up, never walked

  /** The layers that are built in. */
  public Layers() {}

  /**
   * The built-in layers and that of a schema, which goes before a built-in one of its number.
   *
   * @param schema a whole schema of the API
   * @throws SchemaException if the schema names no layer, or has no form here
   */
  public Layers(Schema schema) throws SchemaException {
    if (schema.layer().isEmpty()) {
      throw schema.problem("a comment '// LAYER n' somewhere", "none");
    }
    int number = schema.layer().getAsInt();
    known.put(number, new ApiLayer(number, Built.OURS, SchemaCodec.of(schema)));
  }

  /** The layer of this number, or null if nobody here speaks it. */
  public @Nullable ApiLayer of(int number) {
    ApiLayer layer = known.get(number);
    if (layer != null) {
      return layer;
    }
    if (number < OLDEST || number > OURS + AHEAD_MAX) {
      return null;
    }
    layer = number >= OURS ? new ApiLayer(number) : past(number);
    known.put(number, layer);
    return layer;
  }

  /** Our own layer. */
  public ApiLayer ours() {
    return ours;
  }

  private ApiLayer past(int number) {
    try {
      return new ApiLayer(number, Built.OURS, SchemaCodec.of(schemaOf(number)));
    } catch (SchemaException e) {
      throw new IllegalStateException("layer " + number + " was not checked by the build", e);
    }
  }

  /** Our schema with what stood last in this layer or in a later one, the nearest before. */
  static Schema schemaOf(int number) {
    SequencedMap<String, Combinator> then = new LinkedHashMap<>();
    Set<String> gone = new HashSet<>();
    Built.PAST
        .tailMap(number, true)
        .forEach((until, past) -> {
          Stream.concat(past.constructors().stream(), past.methods().stream())
              .forEach(each -> then.putIfAbsent(each.kind() + " " + each.name(), each));
          Declarations.notYet(until).stream()
              .filter(name -> then.values().stream().noneMatch(each -> each.name().equals(name)))
              .forEach(gone::add);
        });
    List<Combinator> revised = new ArrayList<>(then.values());
    revised.removeIf(combinator -> gone.contains(combinator.name()));
    return Built.OURS.schema().revised(revised, gone);
  }

  /** What the build has checked; read when the first client of another layer comes. */
  private static final class Built {
    static final SchemaCodec OURS = ours();
    static final NavigableMap<Integer, Schema> PAST = past();

    private static SchemaCodec ours() {
      try {
        return SchemaCodec.of(declarations(Declarations.api()));
      } catch (SchemaException e) {
        throw new IllegalStateException("our own layer was not checked by the build", e);
      }
    }

    private static NavigableMap<Integer, Schema> past() {
      NavigableMap<Integer, Schema> past = new TreeMap<>();
      Declarations.layers()
          .forEach(until -> past.put(until, declarations(Declarations.until(until))));
      return past;
    }

    private static Schema declarations(String text) {
      try {
        return SchemaParser.parse(text);
      } catch (SchemaException e) {
        throw new IllegalStateException("a schema that was not checked by the build", e);
      }
    }
  }
}
