package io.mtlab.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Field;
import io.mtlab.schema.Schema;
import io.mtlab.schema.TypeExpression;
import java.util.List;
import java.util.Map;

/** Finds the {@link Wire} of a type expression in one schema. */
final class Types {
  private static final Map<String, Wire> BASE =
      Map.of(
          "int", Wire.base(TypeName.INT, "int32", 4),
          "long", Wire.base(TypeName.LONG, "int64", 8),
          "double", Wire.base(TypeName.DOUBLE, "float64", 8),
          "string", Wire.base(ClassName.get(String.class), "string", 4),
          "bytes", Wire.base(Core.BYTES, "bytes", 4),
          "int128", Wire.base(Core.BYTES, "int128", 16),
          "int256", Wire.base(Core.BYTES, "int256", 32),
          "Bool", Wire.base(TypeName.BOOLEAN, "bool", 4));

  private final Schema schema;
  private final String packageName;

  Types(Schema schema, String packageName) {
    this.schema = schema;
    this.packageName = packageName;
  }

  /** The class of a constructor or method. */
  ClassName record(Combinator combinator) {
    return ClassName.get(packageName, Names.ofCombinator(combinator.name()));
  }

  /** The class of a type: the record of its only constructor, or a sealed interface. */
  ClassName type(String name) {
    List<Combinator> constructors = schema.constructorsOf(name);
    return constructors.size() == 1
        ? record(constructors.getFirst())
        : ClassName.get(packageName, Names.ofType(name));
  }

  /** The wire of a field's type. */
  Wire wire(TypeExpression type, String where) {
    return switch (type) {
      case TypeExpression.Named named -> named(named, where);
      case TypeExpression.Query query -> query(query);
      default -> throw new GeneratorException(where, "no Java for " + type);
    };
  }

  /** Whether the type is kept as bytes, undecoded: {@code Object}. */
  static boolean isRaw(TypeExpression type) {
    return type instanceof TypeExpression.Named named && named.name().equals("Object");
  }

  /** Whether values of the type may hold objects, and those others, without end. */
  static boolean isNested(TypeExpression type) {
    return switch (type) {
      case TypeExpression.Query _ -> true;
      case TypeExpression.Named named ->
          named.arguments().isEmpty()
              ? !BASE.containsKey(named.name()) && !isRaw(named)
              : named.arguments().stream().anyMatch(Types::isNested);
      default -> false;
    };
  }

  private Wire named(TypeExpression.Named named, String where) {
    Wire base = BASE.get(named.name());
    if (base != null) {
      return base;
    }
    if (named.name().equalsIgnoreCase("vector")) {
      if (named.arguments().size() != 1) {
        throw new GeneratorException(where, "a vector of " + named.arguments());
      }
      Wire element = wire(named.arguments().getFirst(), where);
      return element.vector(named.bare() ? "bareVector" : "vector");
    }
    if (named.bare()) {
      Combinator constructor = bareConstructor(named, where);
      return Wire.bare(record(constructor), least(constructor));
    }
    List<Combinator> constructors = schema.constructorsOf(named.name());
    if (constructors.isEmpty()) {
      throw new GeneratorException(where, "no constructor of " + named.name());
    }
    return Wire.boxed(type(named.name()), 4);
  }

  private Combinator bareConstructor(TypeExpression.Named named, String where) {
    Combinator constructor = schema.constructor(named.name());
    List<Combinator> ofType = schema.constructorsOf(named.name());
    if (constructor == null && ofType.size() == 1) {
      constructor = ofType.getFirst();
    }
    if (constructor == null) {
      throw new GeneratorException(where, "no single constructor for bare " + named.name());
    }
    return constructor;
  }

  private int least(Combinator constructor) {
    int least = 0;
    for (Field field : constructor.fields()) {
      if (field.isNumber()) {
        least += 4;
      } else if (field.condition() == null && !isRaw(field.type())) {
        least += wire(field.type(), constructor.name()).least();
      }
    }
    return least;
  }

  private Wire query(TypeExpression.Query query) {
    TypeName method =
        ParameterizedTypeName.get(Core.METHOD, TypeVariableName.get(query.variable()));
    return new Wire(
        method,
        CodeBlock.of("$T.readQuery(reader)", Core.OBJECTS),
        CodeBlock.of("$T::readQuery", Core.OBJECTS),
        "$N.write(writer)",
        CodeBlock.of("$T::object", Core.WRITER),
        4);
  }
}
