package io.mtlab.simulator.toxiproxy.json;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object by name. A value of the wrong type counts as missing and is remembered;
 * {@link #check} then throws the error for the first one in the text, in the words of a Go program
 * that has a struct of this name.
 */
public final class Fields {
  private final String struct;
  private final String path;
  private final List<Json.Member> members;
  private final Wrong wrong;

  private Fields(String struct, String path, List<Json.Member> members, Wrong wrong) {
    this.struct = struct;
    this.path = path;
    this.members = members;
    this.wrong = wrong;
  }

  /**
   * The fields of a whole body; null has none.
   *
   * @param goType what Go calls the type that is wanted
   * @param struct what its errors call the struct; empty for one without a name
   */
  public static Fields of(Json body, String goType, String struct) throws JsonException {
    Wrong wrong = new Wrong();
    return switch (body) {
      case Json.Struct object -> new Fields(struct, "", object.members(), wrong);
      case Json.Null _ -> new Fields(struct, "", List.of(), wrong);
      default ->
          throw new JsonException(
              "json: cannot unmarshal " + body.kind() + " into Go value of type " + goType,
              body.at());
    };
  }

  /** The fields of the object in a field; none if it is missing or null. */
  public Fields nested(String key, String goType, String nestedStruct) {
    String nestedPath = path + key + ".";
    return switch (find(key)) {
      case Json.Struct object -> new Fields(nestedStruct, nestedPath, object.members(), wrong);
      case null -> new Fields(nestedStruct, nestedPath, List.of(), wrong);
      case Json other -> {
        unfit(other, other.kind(), key, goType);
        yield new Fields(nestedStruct, nestedPath, List.of(), wrong);
      }
    };
  }

  /** All fields, in order; a key may occur more than once. */
  public List<Json.Member> members() {
    return List.copyOf(members);
  }

  /** A string. */
  public String text(String key, String otherwise) {
    return switch (find(key)) {
      case Json.Text text -> text.value();
      case null -> otherwise;
      case Json other -> {
        unfit(other, other.kind(), key, "string");
        yield otherwise;
      }
    };
  }

  /** A truth value. */
  public boolean bool(String key, boolean otherwise) {
    return switch (find(key)) {
      case Json.Bool bool -> bool.value();
      case null -> otherwise;
      case Json other -> {
        unfit(other, other.kind(), key, "bool");
        yield otherwise;
      }
    };
  }

  /**
   * A whole number of 64 bits.
   *
   * @param goType {@code int} or {@code int64}: both have 64 bits, errors name the one
   */
  public long integer(String key, String goType, long otherwise) {
    Json found = find(key);
    if (found == null) {
      return otherwise;
    }
    if (!(found instanceof Json.Numeral(int _, String literal))) {
      unfit(found, found.kind(), key, goType);
      return otherwise;
    }
    try {
      return Long.parseLong(literal);
    } catch (NumberFormatException _) {
      unfit(found, "number " + literal, key, goType);
      return otherwise;
    }
  }

  /** A number of single precision. */
  public float float32(String key, float otherwise) {
    return (float) number(key, "float32", Float.MAX_VALUE, otherwise);
  }

  /** A number of double precision. */
  public double float64(String key, double otherwise) {
    return number(key, "float64", Double.MAX_VALUE, otherwise);
  }

  /** The first key that is none of these, whatever its case; null if there is none. */
  public @Nullable String firstUnknown(List<String> known) {
    for (Json.Member member : members) {
      if (!known.contains(member.key().toLowerCase(Locale.ROOT))) {
        return path + member.key();
      }
    }
    return null;
  }

  /** Throws if any field that was asked for has a wrong type. */
  public void check() throws JsonException {
    if (wrong.message != null) {
      throw new JsonException(wrong.message, wrong.at);
    }
  }

  private double number(String key, String goType, double most, double otherwise) {
    Json found = find(key);
    if (found == null) {
      return otherwise;
    }
    if (!(found instanceof Json.Numeral(int _, String literal))) {
      unfit(found, found.kind(), key, goType);
      return otherwise;
    }
    double value = Double.parseDouble(literal);
    if (Math.abs(value) > most) {
      unfit(found, "number " + literal, key, goType);
      return otherwise;
    }
    return value;
  }

  /** The last one counts; null is as good as nothing. */
  private @Nullable Json find(String key) {
    Json found = null;
    for (Json.Member member : members) {
      if (member.key().equalsIgnoreCase(key) && !(member.value() instanceof Json.Null)) {
        found = member.value();
      }
    }
    return found;
  }

  private void unfit(Json found, String kind, String key, String goType) {
    if (found.at() < wrong.at) {
      wrong.at = found.at();
      wrong.message =
          "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
              .formatted(kind, struct, path + key, goType);
    }
  }

  /** Shared by an object and those within it: the first mistake in the text. */
  private static final class Wrong {
    int at = Integer.MAX_VALUE;
    @Nullable String message;
  }
}
