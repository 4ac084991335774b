package io.mtlab.mtproto.transport.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a head, in their order. Names are compared without regard to case.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-fields">RFC 9110, fields</a>
 */
public record Fields(List<Field> list) {
  /** None. */
  public static final Fields NONE = new Fields(List.of());

  /** One field. */
  public record Field(String name, String value) {}

  /** A copy of the list. */
  public Fields {
    list = List.copyOf(list);
  }

  /** Fields of these names and values, in turn. */
  public static Fields of(String... namesAndValues) {
    return NONE.with(namesAndValues);
  }

  /** These and more behind them: names and values, in turn. */
  public Fields with(String... namesAndValues) {
    List<Field> all = new ArrayList<>(list);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Fields(all);
  }

  /** The values of all fields of this name. */
  public List<String> all(String name) {
    return list.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /** The value of the first field of this name; null if there is none. */
  public @Nullable String first(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** Whether there is a field of this name. */
  public boolean has(String name) {
    return first(name) != null;
  }

  /** Whether a field of this name lists the token, in any case, among those between commas. */
  public boolean lists(String name, String token) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .anyMatch(one -> one.strip().equalsIgnoreCase(token));
  }
}
