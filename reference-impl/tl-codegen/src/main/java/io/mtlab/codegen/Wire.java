package io.mtlab.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * How a TL type stands in Java and on the wire.
 *
 * @param type the Java type, primitive if it can be
 * @param read an expression that reads one
 * @param readElement the same as a {@code TlRead}
 * @param write a statement that writes the value for which its one {@code $N} stands
 * @param writeElement the same as a {@code TlWrite}
 * @param least the fewest bytes that it takes
 */
record Wire(
    TypeName type,
    CodeBlock read,
    CodeBlock readElement,
    String write,
    CodeBlock writeElement,
    int least) {

  /** A base type: the reader and the writer have a method of this name for it. */
  static Wire base(TypeName type, String method, int least) {
    return new Wire(
        type,
        CodeBlock.of("reader.$L()", method),
        CodeBlock.of("$T::$L", Core.READER, method),
        "writer." + method + "($N)",
        CodeBlock.of("$T::$L", Core.WRITER, method),
        least);
  }

  /** An object with its number, which the generated class reads and writes itself. */
  static Wire boxed(ClassName type, int least) {
    return new Wire(
        type,
        CodeBlock.of("$T.read(reader)", type),
        CodeBlock.of("$T::read", type),
        "$N.write(writer)",
        CodeBlock.of("$T::object", Core.WRITER),
        least);
  }

  /** An object without its number. */
  static Wire bare(ClassName type, int least) {
    return new Wire(
        type,
        CodeBlock.of("$T.readBare(reader)", type),
        CodeBlock.of("$T::readBare", type),
        "$N.writeBare(writer)",
        CodeBlock.of("(to, value) -> value.writeBare(to)"),
        least);
  }

  /** A vector of these, with its number ({@code vector}) or without ({@code bareVector}). */
  Wire vector(String method) {
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), type.box());
    int fewest = Math.max(least, 4);
    CodeBlock element = CodeBlock.of("$L, $L", fewest, readElement);
    return new Wire(
        list,
        CodeBlock.of("reader.$L($L)", method, element),
        CodeBlock.of("from -> from.$L($L)", method, element),
        "writer." + method + "($N, " + writeElement + ")",
        CodeBlock.of("(to, values) -> to.$L(values, $L)", method, writeElement),
        method.equals("vector") ? 8 : 4);
  }
}
