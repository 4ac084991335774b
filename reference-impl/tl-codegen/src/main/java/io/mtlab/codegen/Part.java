package io.mtlab.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import io.mtlab.schema.Condition;
import io.mtlab.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field of a combinator and what becomes of it.
 *
 * @param name its Java name
 * @param wire null unless it is a {@link Role#VALUE}
 */
record Part(Field field, String name, Role role, @Nullable Wire wire) {
  /** What a field is for. */
  enum Role {
    /** The bits that say which fields are there: computed when writing. */
    FLAGS,
    /** The number of bytes of the raw body behind it: computed when writing. */
    SIZE,
    /** One bit of the flags and no bytes. */
    FLAG,
    /** A body that is kept as it is, to the end or as long as {@link #SIZE} says. */
    RAW,
    /** Everything else. */
    VALUE
  }

  /** Whether the record has a component for it. */
  boolean isComponent() {
    return role != Role.FLAGS && role != Role.SIZE;
  }

  /** Whether the component is null when the field is not there. */
  boolean isOptional() {
    return role == Role.VALUE && field.condition() != null;
  }

  Wire needWire() {
    if (wire == null) {
      throw new IllegalStateException(name + " is no value");
    }
    return wire;
  }

  Condition needCondition() {
    Condition condition = field.condition();
    if (condition == null) {
      throw new IllegalStateException(name + " has no condition");
    }
    return condition;
  }

  /** The component's type. */
  TypeName type() {
    return switch (role) {
      case FLAGS, SIZE -> TypeName.INT;
      case FLAG -> TypeName.BOOLEAN;
      case RAW -> Core.BYTES;
      case VALUE -> isOptional() ? needWire().type().box() : needWire().type();
    };
  }

  /** The component's type with {@code @Nullable} where it may be null. */
  TypeName markedType() {
    return isOptional() ? type().annotated(AnnotationSpec.builder(Core.NULLABLE).build()) : type();
  }
}
