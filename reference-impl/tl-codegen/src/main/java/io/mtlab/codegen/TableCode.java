package io.mtlab.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The class that reads any object of a schema by its place: a list of numbers for the core's table,
 * and switches over a few dozen places each. References to methods would read better, but each one
 * costs a class at start-up; a single switch would be too long for HotSpot.
 */
final class TableCode {
  private static final int GROUP_BITS = 6;

  private final List<ClassName> records;
  private final TypeSpec.Builder type;

  private TableCode(String name, List<ClassName> records) {
    this.records = records;
    this.type =
        TypeSpec.classBuilder(name)
            .addJavadoc("All constructors and methods of this schema, in its order.")
            .addAnnotation(Core.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }

  static TypeSpec table(String name, Schema schema, List<Combinator> combinators, Types types) {
    TableCode code = new TableCode(name, combinators.stream().map(types::record).toList());
    schema.layer().ifPresent(code::layer);
    code.ids();
    code.names(combinators.stream().map(Combinator::name).toList());
    code.read();
    return code.type.build();
  }

  private void layer(int layer) {
    type.addField(
        constant(TypeName.INT, "LAYER", Modifier.PUBLIC)
            .addJavadoc("The layer of this schema.")
            .initializer("$L", layer)
            .build());
  }

  private void ids() {
    TypeName array = ArrayTypeName.of(TypeName.INT);
    CodeBlock numbers =
        records.stream()
            .map(record -> CodeBlock.of("$T.ID", record))
            .collect(CodeBlock.joining(",\n"));
    type.addField(
        constant(array, "IDS", Modifier.PRIVATE).initializer("{\n$>$L$<\n}", numbers).build());
    type.addMethod(
        MethodSpec.methodBuilder("ids")
            .addJavadoc("All numbers.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(array)
            .addStatement("return IDS.clone()")
            .build());
  }

  /** Made when they are asked for: hardly any program needs them. */
  private void names(List<String> names) {
    TypeName array = ArrayTypeName.of(String.class);
    CodeBlock texts =
        names.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(",\n"));
    type.addMethod(
        MethodSpec.methodBuilder("names")
            .addJavadoc("All names, in the order of the numbers.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(array)
            .addStatement("return new $T {\n$>$L$<\n}", array, texts)
            .build());
  }

  private void read() {
    MethodSpec.Builder read =
        reader("read")
            .addJavadoc("Reads the fields of the one whose number stands at this place.")
            .addModifiers(Modifier.PUBLIC)
            .beginControlFlow("return switch (place >> $L)", GROUP_BITS);
    int groups = (records.size() >> GROUP_BITS) + 1;
    for (int group = 0; group < groups; group++) {
      read.addStatement("case $L -> read$L(place, reader)", group, group);
      type.addMethod(group(group));
    }
    type.addMethod(closed(read));
  }

  private MethodSpec group(int group) {
    MethodSpec.Builder read =
        reader("read" + group)
            .addModifiers(Modifier.PRIVATE)
            .beginControlFlow("return switch (place)");
    int from = group << GROUP_BITS;
    int end = Math.min(records.size(), (group + 1) << GROUP_BITS);
    for (int place = from; place < end; place++) {
      read.addStatement("case $L -> $T.readBare(reader)", place, records.get(place));
    }
    return closed(read);
  }

  private static MethodSpec.Builder reader(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .returns(Core.OBJECT)
        .addParameter(TypeName.INT, "place")
        .addParameter(Core.READER, "reader")
        .addException(Core.FAULT);
  }

  private static MethodSpec closed(MethodSpec.Builder read) {
    return read.addStatement(
            "default -> throw new $T($S + place)", IndexOutOfBoundsException.class, "place ")
        .addCode("$<};\n")
        .build();
  }

  private static FieldSpec.Builder constant(TypeName type, String name, Modifier access) {
    return FieldSpec.builder(type, name, access, Modifier.STATIC, Modifier.FINAL);
  }
}
