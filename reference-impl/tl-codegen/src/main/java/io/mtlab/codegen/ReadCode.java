package io.mtlab.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The methods of a record that read it. */
final class ReadCode {
  private final Layout layout;
  private final TypeName type;
  private final CodeBlock creation;

  ReadCode(Layout layout, com.palantir.javapoet.ClassName record) {
    this.layout = layout;
    boolean generic = !layout.variables().isEmpty();
    this.type =
        generic
            ? ParameterizedTypeName.get(
                record,
                layout.variables().stream()
                    .map(_ -> (TypeName) WildcardTypeName.subtypeOf(Object.class))
                    .toArray(TypeName[]::new))
            : record;
    this.creation = CodeBlock.of(generic ? "new $T<>" : "new $T", record);
  }

  MethodSpec read() {
    return method("read", "Reads the number and the fields.")
        .addStatement("reader.expect(ID)")
        .addStatement("return readBare(reader)")
        .build();
  }

  MethodSpec readBare() {
    MethodSpec.Builder method = method("readBare", "Reads the fields.");
    String arguments =
        layout.components().stream().map(Part::name).collect(Collectors.joining(", "));
    if (layout.isNested()) {
      method.addStatement("reader.enter()");
    }
    layout.parts().forEach(part -> method.addCode(local(part)));
    if (layout.isNested()) {
      method.addStatement("reader.leave()");
    }
    return method.addStatement("return $L($L)", creation, arguments).build();
  }

  private MethodSpec.Builder method(String name, String javadoc) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc(javadoc)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(type)
        .addParameter(Core.READER, "reader")
        .addException(Core.FAULT);
  }

  private CodeBlock local(Part part) {
    CodeBlock.Builder code = CodeBlock.builder();
    switch (part.role()) {
      case FLAGS, SIZE -> code.addStatement("int $N = reader.int32()", part.name());
      case FLAG -> code.addStatement("boolean $N = $L", part.name(), bitIsSet(part));
      case RAW ->
          code.addStatement(
              "$T $N = reader.$L",
              Core.BYTES,
              part.name(),
              layout.hasRole(Part.Role.SIZE) ? "raw(bytes)" : "rest()");
      case VALUE -> value(part, code);
    }
    return code.build();
  }

  private void value(Part part, CodeBlock.Builder code) {
    CodeBlock read = part.needWire().read();
    TypeName local = layout.variables().isEmpty() ? part.markedType() : wildcard(part);
    if (part.isOptional()) {
      code.addStatement("$T $N = $L ? $L : null", local, part.name(), bitIsSet(part), read);
    } else {
      code.addStatement("$T $N = $L", local, part.name(), read);
    }
  }

  private TypeName wildcard(Part part) {
    return part.field().type() instanceof io.mtlab.schema.TypeExpression.Query
        ? ParameterizedTypeName.get(Core.METHOD, WildcardTypeName.subtypeOf(Object.class))
        : part.markedType();
  }

  private static CodeBlock bitIsSet(Part part) {
    return CodeBlock.of(
        "($N & 1 << $L) != 0",
        Names.ofField(part.needCondition().flags()),
        part.needCondition().bit());
  }
}
