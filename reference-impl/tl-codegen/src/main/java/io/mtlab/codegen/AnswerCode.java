package io.mtlab.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.TypeExpression;
import javax.lang.model.element.Modifier;

/** The part of a method's record that knows the answer. */
final class AnswerCode {
  private final Layout layout;
  private final Types types;

  AnswerCode(Layout layout, Types types) {
    this.layout = layout;
    this.types = types;
  }

  /** {@code TlMethod<R>} of this method. */
  static TypeName parent(Combinator method, Types types) {
    return ParameterizedTypeName.get(Core.METHOD, answer(method, types));
  }

  MethodSpec readAnswer() {
    return MethodSpec.methodBuilder("readAnswer")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(answer(layout.combinator(), types))
        .addParameter(Core.READER, "reader")
        .addException(Core.FAULT)
        .addStatement("return $L", read())
        .build();
  }

  private static TypeName answer(Combinator method, Types types) {
    TypeExpression result = method.result();
    if (result instanceof TypeExpression.Variable variable) {
      return TypeVariableName.get(variable.name());
    }
    if (isBool(result)) {
      return Core.BOOL;
    }
    TypeExpression element = element(result);
    return element == null
        ? types.wire(result, method.name()).type()
        : ParameterizedTypeName.get(Core.VECTOR, types.wire(element, method.name()).type().box());
  }

  private CodeBlock read() {
    Combinator method = layout.combinator();
    TypeExpression result = method.result();
    if (result instanceof TypeExpression.Variable variable) {
      Part query =
          layout.parts().stream()
              .filter(p -> p.field().type().equals(new TypeExpression.Query(variable.name())))
              .findFirst()
              .orElseThrow(() -> new GeneratorException(method.name(), "no query to answer with"));
      return CodeBlock.of("$N.readAnswer(reader)", query.name());
    }
    if (isBool(result)) {
      return CodeBlock.of("$T.read(reader)", Core.BOOL);
    }
    TypeExpression element = element(result);
    if (element == null) {
      return types.wire(result, method.name()).read();
    }
    Wire wire = types.wire(element, method.name());
    return CodeBlock.of(
        "$T.read(reader, $L, $L)", Core.VECTOR, Math.max(wire.least(), 4), wire.readElement());
  }

  private static boolean isBool(TypeExpression type) {
    return type instanceof TypeExpression.Named named && named.name().equals("Bool");
  }

  private static @org.jspecify.annotations.Nullable TypeExpression element(TypeExpression type) {
    return type instanceof TypeExpression.Named named && named.name().equals("Vector")
        ? named.arguments().getFirst()
        : null;
  }
}
