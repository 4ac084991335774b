package io.mtlab.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.mtlab.schema.Combinator;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The sealed interface of a type with several constructors. */
final class SealedCode {
  /**
   * A case takes some 25 bytes of bytecode, and HotSpot compiles no method of more than 8,000: the
   * largest type of the whole API, {@code Update}, has about 160 constructors.
   */
  private static final int CASES_MAX = 256;

  private SealedCode() {}

  static TypeSpec type(String typeName, List<Combinator> constructors, Types types) {
    if (constructors.size() > CASES_MAX) {
      throw new GeneratorException(typeName, "more than " + CASES_MAX + " constructors");
    }
    ClassName name = types.type(typeName);
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(name)
            .addJavadoc("The type {@code $L}.", typeName)
            .addAnnotation(Core.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
            .addSuperinterface(Core.OBJECT);
    MethodSpec.Builder read =
        MethodSpec.methodBuilder("read")
            .addJavadoc("Reads the number and the fields of one of the constructors.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(name)
            .addParameter(Core.READER, "reader")
            .addException(Core.FAULT)
            .addStatement("int id = reader.int32()")
            .beginControlFlow("return switch (id)");
    for (Combinator constructor : constructors) {
      ClassName record = types.record(constructor);
      type.addPermittedSubclass(record);
      read.addStatement("case $T.ID -> $T.readBare(reader)", record, record);
    }
    read.addStatement("default -> throw $T.unexpected(id)", Core.OBJECTS);
    read.addCode("$<};\n");
    return type.addMethod(read.build()).build();
  }
}
