package io.mtlab.mtproto.tl.layers;

import io.mtlab.schema.Combinator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A value that was read, or will be written, by a schema at run time.
 *
 * @param declaration its constructor or method
 * @param fields what is there, by name: {@code Integer}, {@code Long}, {@code Double}, {@code
 *     Boolean} (also for a flag without a value), {@code Bytes} (strings, too, and whole queries),
 *     {@code List} and {@code Node}; {@code String} only when writing. The numbers that say which
 *     fields are there are left out.
 */
public record Node(Combinator declaration, SequencedMap<String, Object> fields) {
  /** Copies the fields. */
  public Node {
    fields = new LinkedHashMap<>(fields);
  }

  /** The constructor's or method's name. */
  public String name() {
    return declaration.name();
  }

  /** The field of this name, or null if it is not there. */
  public @Nullable Object field(String name) {
    return fields.get(name);
  }

  /** Name and number only: fields may be secret. */
  @Override
  public String toString() {
    return "%s#%08x".formatted(declaration.name(), declaration.id());
  }
}
