package io.mtlab.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Schema;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class that puts all readers of a schema into the look-up table. */
final class TableCode {
  private TableCode() {}

  static TypeSpec table(String name, Schema schema, List<Combinator> combinators, Types types) {
    MethodSpec.Builder add =
        MethodSpec.methodBuilder("addTo")
            .addJavadoc("Adds the reader of each constructor and method.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addParameter(Core.TABLE, "table");
    for (Combinator combinator : combinators) {
      ClassName record = types.record(combinator);
      add.addStatement("table.add($T.ID, $T::readBare)", record, record);
    }
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("Readers of all constructors and methods of this schema.")
            .addAnnotation(Core.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(add.build());
    schema
        .layer()
        .ifPresent(layer ->
            type.addField(
                FieldSpec.builder(
                        TypeName.INT, "LAYER", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The layer of this schema.")
                    .initializer("$L", layer)
                    .build()));
    return type.build();
  }
}
