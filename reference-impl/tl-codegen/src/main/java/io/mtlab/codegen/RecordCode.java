package io.mtlab.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.mtlab.schema.Combinator;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The record of one constructor or method. */
final class RecordCode {
  private final Layout layout;
  private final Combinator combinator;
  private final ClassName name;
  private final Types types;

  RecordCode(Combinator combinator, Types types) {
    this.layout = Layout.of(combinator, types);
    this.combinator = combinator;
    this.name = types.record(combinator);
    this.types = types;
  }

  /**
   * The record.
   *
   * @param parent what it implements beside being a method
   */
  TypeSpec record(TypeName parent) {
    ReadCode read = new ReadCode(layout, name);
    WriteCode write = new WriteCode(layout);
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(name)
            .addJavadoc("{@code $L}.", combinator.normalised())
            .addAnnotation(Core.GENERATED)
            .addModifiers(Modifier.PUBLIC)
            .addTypeVariables(layout.variables())
            .addSuperinterface(parent)
            .recordConstructor(components())
            .addField(id());
    CodeBlock checks = checks();
    if (!checks.isEmpty()) {
      type.addMethod(
          MethodSpec.compactConstructorBuilder()
              .addModifiers(Modifier.PUBLIC)
              .addCode(checks)
              .build());
    }
    type.addMethod(read.read()).addMethod(read.readBare());
    if (layout.needsBuilder()) {
      BuilderCode builder = new BuilderCode(layout, name);
      type.addMethod(builder.start()).addMethod(builder.again()).addType(builder.nested());
    }
    type.addMethod(constructorId()).addMethod(write.write()).addMethod(write.writeBare());
    if (combinator.kind() == Combinator.Kind.METHOD) {
      type.addMethod(new AnswerCode(layout, types).readAnswer());
    }
    return type.addMethod(text()).build();
  }

  private MethodSpec components() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (Part part : layout.components()) {
      components.addParameter(ParameterSpec.builder(part.markedType(), part.name()).build());
    }
    return components.build();
  }

  private FieldSpec id() {
    return FieldSpec.builder(TypeName.INT, "ID", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The number on the wire.")
        .initializer("0x$L", hex())
        .build();
  }

  /** What must be there is there, lists cannot change, and fields of one bit come together. */
  private CodeBlock checks() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Part part : layout.components()) {
      boolean list =
          part.type() instanceof ParameterizedTypeName type
              && type.rawType().equals(ClassName.get(List.class));
      if (list) {
        CodeBlock copy = CodeBlock.of("$T.copyOf($N)", List.class, part.name());
        CodeBlock value =
            part.isOptional() ? CodeBlock.of("$N == null ? null : $L", part.name(), copy) : copy;
        code.addStatement("$N = $L", part.name(), value);
      } else if (!part.isOptional() && !part.type().isPrimitive()) {
        code.addStatement("$T.requireNonNull($N, $S)", Objects.class, part.name(), part.name());
      }
    }
    layout.parts().stream()
        .filter(part -> part.role() == Part.Role.FLAGS)
        .forEach(flags -> together(layout.under(String.valueOf(flags.field().name())), code));
    return code.build();
  }

  private static void together(List<Part> parts, CodeBlock.Builder code) {
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < i; j++) {
        Part part = parts.get(i);
        Part other = parts.get(j);
        if (part.needCondition().equals(other.needCondition())) {
          code.beginControlFlow("if ($L != $L)", isThere(part), isThere(other))
              .addStatement(
                  "throw new $T($S)",
                  IllegalArgumentException.class,
                  other.name() + " and " + part.name() + " come together or not at all")
              .endControlFlow();
          break;
        }
      }
    }
  }

  private static CodeBlock isThere(Part part) {
    return part.isOptional()
        ? CodeBlock.of("($N == null)", part.name())
        : CodeBlock.of("!$N", part.name());
  }

  private static MethodSpec constructorId() {
    return MethodSpec.methodBuilder("constructorId")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addStatement("return ID")
        .build();
  }

  private MethodSpec text() {
    return MethodSpec.methodBuilder("toString")
        .addJavadoc("Name and number only: fields may be secret.")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $S", combinator.name() + "#" + hex())
        .build();
  }

  private String hex() {
    return "%08x".formatted(combinator.id());
  }
}
