package io.mtlab.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import javax.lang.model.element.Modifier;

/** The methods of a record that write it. */
final class WriteCode {
  private final Layout layout;

  WriteCode(Layout layout) {
    this.layout = layout;
  }

  MethodSpec write() {
    return MethodSpec.methodBuilder("write")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(Core.WRITER, "writer")
        .addStatement("writer.int32(ID)")
        .addStatement("writeBare(writer)")
        .build();
  }

  MethodSpec writeBare() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeBare")
            .addJavadoc("Writes the fields without the number.")
            .addModifiers(Modifier.PUBLIC)
            .addParameter(Core.WRITER, "writer");
    layout.parts().forEach(part -> method.addCode(statements(part)));
    return method.build();
  }

  private CodeBlock statements(Part part) {
    CodeBlock.Builder code = CodeBlock.builder();
    switch (part.role()) {
      case FLAGS -> flags(part, code);
      case FLAG -> {}
      case SIZE -> code.addStatement("writer.int32($N.size())", layout.parts().getLast().name());
      case RAW -> code.addStatement("writer.raw($N)", part.name());
      case VALUE -> {
        if (part.isOptional()) {
          code.beginControlFlow("if ($N != null)", part.name());
          code.addStatement(part.needWire().write(), part.name());
          code.endControlFlow();
        } else {
          code.addStatement(part.needWire().write(), part.name());
        }
      }
    }
    return code.build();
  }

  private void flags(Part flags, CodeBlock.Builder code) {
    code.addStatement("int $N = 0", flags.name());
    String tlName = flags.field().name();
    for (Part part : layout.under(tlName == null ? "" : tlName)) {
      CodeBlock isThere =
          part.isOptional()
              ? CodeBlock.of("$N != null", part.name())
              : CodeBlock.of("$N", part.name());
      code.beginControlFlow("if ($L)", isThere);
      code.addStatement("$N |= 1 << $L", flags.name(), part.needCondition().bit());
      code.endControlFlow();
    }
    code.addStatement("writer.int32($N)", flags.name());
  }
}
