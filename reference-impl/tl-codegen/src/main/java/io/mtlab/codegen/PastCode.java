package io.mtlab.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The class that holds the API's schema and its past as text, for whoever translates between layers
 * at run time. A class, so that nothing has to be read from a file.
 */
final class PastCode {
  static final String PACKAGE = "io.mtlab.mtproto.tl.layers";
  private static final String NAME = "Declarations";

  /** A constant of a class file holds at most 65,535 bytes. */
  private static final int PIECE_MAX = 30_000;

  private PastCode() {}

  static String path() {
    return PACKAGE.replace('.', '/') + "/" + NAME + ".java";
  }

  static String file(String api, List<PastLayer> past) {
    TypeSpec type =
        TypeSpec.classBuilder(NAME)
            .addJavadoc("Generated from {@code api.tl} and {@code layers}.")
            .addAnnotation(Core.GENERATED)
            .addModifiers(Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(api(api))
            .addMethod(layers(past))
            .addMethod(until(past))
            .addMethod(notYet(past))
            .build();
    return JavaFile.builder(PACKAGE, type)
        .skipJavaLangImports(true)
        .indent("  ")
        .build()
        .toString();
  }

  private static MethodSpec api(String text) {
    return method("api", "The schema of our own layer.", TypeName.get(String.class))
        .addStatement("return $L", joined(text.replaceAll("(?m)^\\s*//.*\\R", "")))
        .build();
  }

  private static MethodSpec layers(List<PastLayer> past) {
    List<CodeBlock> numbers = new ArrayList<>();
    past.forEach(layer -> numbers.add(CodeBlock.of("$L", layer.layer())));
    return method("layers", "The layers that have a past, the oldest first.", list(Integer.class))
        .addStatement("return $T.of($L)", List.class, CodeBlock.join(numbers, ", "))
        .build();
  }

  private static MethodSpec until(List<PastLayer> past) {
    MethodSpec.Builder until =
        method("until", "What stood last in this layer.", TypeName.get(String.class))
            .addParameter(TypeName.INT, "layer")
            .beginControlFlow("return switch (layer)");
    past.forEach(layer -> until.addStatement("case $L -> $L", layer.layer(), joined(layer.text())));
    return closed(until, CodeBlock.of("$S", ""));
  }

  private static MethodSpec notYet(List<PastLayer> past) {
    MethodSpec.Builder names =
        method("notYet", "The names that came after this layer.", list(String.class))
            .addParameter(TypeName.INT, "layer")
            .beginControlFlow("return switch (layer)");
    for (PastLayer layer : past) {
      if (!layer.notYet().isEmpty()) {
        List<CodeBlock> words = layer.notYet().stream().map(w -> CodeBlock.of("$S", w)).toList();
        names.addStatement(
            "case $L -> $T.of($L)", layer.layer(), List.class, CodeBlock.join(words, ", "));
      }
    }
    return closed(names, CodeBlock.of("$T.of()", List.class));
  }

  private static MethodSpec.Builder method(String name, String javadoc, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc(javadoc)
        .addModifiers(Modifier.STATIC)
        .returns(returns);
  }

  private static MethodSpec closed(MethodSpec.Builder method, CodeBlock otherwise) {
    return method.addStatement("default -> $L", otherwise).addCode("$<};\n").build();
  }

  private static TypeName list(Class<?> element) {
    return ParameterizedTypeName.get(List.class, element);
  }

  private static CodeBlock joined(String text) {
    List<CodeBlock> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int most = Math.min(text.length(), from + PIECE_MAX);
      int to = most == text.length() ? most : text.lastIndexOf('\n', most) + 1;
      pieces.add(CodeBlock.of("$S", text.substring(from, to <= from ? most : to)));
      from = to <= from ? most : to;
    }
    if (pieces.isEmpty()) {
      return CodeBlock.of("$S", "");
    }
    return pieces.size() == 1
        ? pieces.getFirst()
        : CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(pieces, ", "));
  }
}
