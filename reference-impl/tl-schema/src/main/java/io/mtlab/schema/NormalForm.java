package io.mtlab.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Prints a declaration in the form that its number is computed from. */
final class NormalForm {
  private final StringBuilder text = new StringBuilder();

  private NormalForm() {}

  static String of(Combinator combinator) {
    NormalForm form = new NormalForm();
    form.text.append(combinator.name());
    for (TypeParameter parameter : combinator.parameters()) {
      form.text.append(' ').append(parameter.name()).append(':');
      form.type(parameter.kind());
    }
    if (combinator.builtin()) {
      form.text.append(" ?");
    }
    form.fields(combinator.fields());
    form.text.append(" = ");
    form.type(combinator.result());
    return form.text.toString();
  }

  static int crc32(String normalised) {
    CRC32 crc = new CRC32();
    crc.update(normalised.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private void fields(List<Field> fields) {
    for (Field field : fields) {
      if (!field.isFlagOnly()) {
        text.append(' ');
        field(field);
      }
    }
  }

  private void field(Field field) {
    String name = field.name();
    if (name != null) {
      text.append(name).append(':');
    }
    Condition condition = field.condition();
    if (condition != null) {
      text.append(condition.flags()).append('.').append(condition.bit()).append('?');
    }
    // Only a field's own type: Vector<bytes> keeps its word, as the numbers in use show.
    if (field.type() instanceof TypeExpression.Named named && named.name().equals("bytes")) {
      text.append("string");
    } else {
      type(field.type());
    }
  }

  private void type(TypeExpression type) {
    switch (type) {
      case TypeExpression.Named named -> {
        text.append(named.name());
        for (TypeExpression argument : named.arguments()) {
          text.append(' ');
          type(argument);
        }
      }
      case TypeExpression.Variable variable -> text.append(variable.name());
      case TypeExpression.Query query -> text.append('!').append(query.variable());
      case TypeExpression.Natural _ -> text.append('#');
      case TypeExpression.Constant constant -> text.append(constant.value());
      case TypeExpression.Repetition repetition -> {
        TypeExpression count = repetition.count();
        if (count != null) {
          type(count);
          text.append('*');
        }
        text.append('[');
        fields(repetition.fields());
        text.append(" ]");
      }
    }
  }
}
