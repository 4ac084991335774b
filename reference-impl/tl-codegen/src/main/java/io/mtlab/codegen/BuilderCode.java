package io.mtlab.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.mtlab.schema.TypeExpression;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The builder of a record with flags or with many components. */
final class BuilderCode {
  private final Layout layout;
  private final TypeName record;
  private final TypeName builder;
  private final boolean generic;

  BuilderCode(Layout layout, ClassName record) {
    this.layout = layout;
    this.generic = !layout.variables().isEmpty();
    ClassName nested = record.nestedClass("Builder");
    TypeName[] variables = layout.variables().toArray(TypeName[]::new);
    this.record = generic ? ParameterizedTypeName.get(record, variables) : record;
    this.builder = generic ? ParameterizedTypeName.get(nested, variables) : nested;
  }

  /** {@code builder()}; a wrapper's takes the query, from which its type follows. */
  MethodSpec start() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("builder")
            .addJavadoc("A builder with nothing set.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addTypeVariables(layout.variables())
            .returns(builder);
    List<Part> queries = layout.components().stream().filter(BuilderCode::isQuery).toList();
    if (queries.isEmpty()) {
      return method.addStatement("return new $T()", builder).build();
    }
    Part query = queries.getFirst();
    return method
        .addParameter(query.type(), query.name())
        .addStatement("return new $T().$N($N)", builder, query.name(), query.name())
        .build();
  }

  /** {@code toBuilder()}. */
  MethodSpec again() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("toBuilder")
            .addJavadoc("A builder with everything set as here.")
            .addModifiers(Modifier.PUBLIC)
            .returns(builder)
            .addStatement("$T copy = new $T()", builder, builder);
    for (Part part : layout.components()) {
      method.addStatement("copy.$N = this.$N", part.name(), part.name());
    }
    return method.addStatement("return copy").build();
  }

  TypeSpec nested() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Builder")
            .addJavadoc("Collects the fields of a {@code $L}.", layout.combinator().name())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(layout.variables())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (Part part : layout.components()) {
      type.addField(FieldSpec.builder(fieldType(part), part.name(), Modifier.PRIVATE).build());
      type.addMethod(setter(part));
    }
    return type.addMethod(build()).build();
  }

  private MethodSpec setter(Part part) {
    return MethodSpec.methodBuilder(part.name())
        .addJavadoc("Sets the field {@code $L}.", part.field().name())
        .addModifiers(Modifier.PUBLIC)
        .returns(builder)
        .addParameter(part.markedType(), part.name())
        .addStatement("this.$N = $N", part.name(), part.name())
        .addStatement("return this")
        .build();
  }

  private MethodSpec build() {
    String arguments =
        layout.components().stream().map(Part::name).collect(Collectors.joining(", "));
    return MethodSpec.methodBuilder("build")
        .addJavadoc("The record; what must be there and is not is a {@link NullPointerException}.")
        .addModifiers(Modifier.PUBLIC)
        .returns(record)
        .addStatement("return new $T($L)", record, arguments)
        .build();
  }

  /** Unset until the end: even what must be there may be null in between. */
  private static TypeName fieldType(Part part) {
    TypeName type = part.type();
    return type.isPrimitive() || part.isOptional()
        ? part.markedType()
        : type.annotated(com.palantir.javapoet.AnnotationSpec.builder(Core.NULLABLE).build());
  }

  private static boolean isQuery(Part part) {
    return part.field().type() instanceof TypeExpression.Query;
  }
}
