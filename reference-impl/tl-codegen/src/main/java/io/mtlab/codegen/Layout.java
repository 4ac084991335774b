package io.mtlab.codegen;

import com.palantir.javapoet.TypeVariableName;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Field;
import io.mtlab.schema.TypeExpression;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one combinator with their roles.
 *
 * @param variables the type variables of a wrapper
 */
record Layout(Combinator combinator, List<Part> parts, List<TypeVariableName> variables) {
  /** With more components than this, a record gets a builder. */
  private static final int PLAIN_MAX = 4;

  static Layout of(Combinator combinator, Types types) {
    List<Part> parts = new ArrayList<>();
    List<Field> fields = combinator.fields();
    for (Field field : fields) {
      String name = field.name();
      if (name == null) {
        throw new GeneratorException(combinator.name(), "a field without a name");
      }
      boolean last = field.equals(fields.getLast());
      parts.add(part(field, Names.ofField(name), last, combinator, types));
    }
    if (parts.stream().map(Part::name).distinct().count() != parts.size()) {
      throw new GeneratorException(combinator.name(), "two fields with one Java name");
    }
    List<TypeVariableName> variables =
        combinator.parameters().stream()
            .map(parameter -> TypeVariableName.get(parameter.name(), Core.OBJECT))
            .toList();
    return new Layout(combinator, List.copyOf(parts), variables);
  }

  private static Part part(
      Field field, String name, boolean last, Combinator combinator, Types types) {
    boolean wholeRest = field.type() instanceof TypeExpression.Query || Types.isRaw(field.type());
    if (wholeRest && (!last || field.condition() != null)) {
      throw new GeneratorException(combinator.name(), name + " takes the rest, but is not last");
    }
    if (field.isNumber()) {
      return new Part(field, name, Part.Role.FLAGS, null);
    }
    if (field.isFlagOnly()) {
      return new Part(field, name, Part.Role.FLAG, null);
    }
    if (Types.isRaw(field.type())) {
      return new Part(field, name, Part.Role.RAW, null);
    }
    if (isSizeOfRaw(field, combinator)) {
      return new Part(field, name, Part.Role.SIZE, null);
    }
    return new Part(field, name, Part.Role.VALUE, types.wire(field.type(), combinator.name()));
  }

  /** {@code bytes:int} right before a last field of type {@code Object}, as in a message. */
  private static boolean isSizeOfRaw(Field field, Combinator combinator) {
    List<Field> fields = combinator.fields();
    return "bytes".equals(field.name())
        && fields.indexOf(field) == fields.size() - 2
        && Types.isRaw(fields.getLast().type());
  }

  List<Part> components() {
    return parts.stream().filter(Part::isComponent).toList();
  }

  boolean hasRole(Part.Role role) {
    return parts.stream().anyMatch(part -> part.role() == role);
  }

  boolean needsBuilder() {
    return hasRole(Part.Role.FLAGS) || components().size() > PLAIN_MAX;
  }

  boolean isNested() {
    return combinator.fields().stream().anyMatch(field -> Types.isNested(field.type()));
  }

  /** The parts whose presence one bit of these flags says. */
  List<Part> under(String flags) {
    return parts.stream()
        .filter(
            part -> part.field().condition() != null && part.needCondition().flags().equals(flags))
        .toList();
  }
}
