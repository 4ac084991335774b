package io.mtlab.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;

/** The hand-written classes that generated ones call. */
final class Core {
  private static final String TL = "io.mtlab.mtproto.tl";

  static final ClassName OBJECT = ClassName.get(TL, "TlObject");
  static final ClassName METHOD = ClassName.get(TL, "TlMethod");
  static final ClassName READER = ClassName.get(TL, "TlReader");
  static final ClassName WRITER = ClassName.get(TL, "TlWriter");
  static final ClassName OBJECTS = ClassName.get(TL, "TlObjects");
  static final ClassName BOOL = ClassName.get(TL, "TlBool");
  static final ClassName VECTOR = ClassName.get(TL, "TlVector");
  static final ClassName BYTES = ClassName.get("io.mtlab.mtproto.bytes", "Bytes");
  static final ClassName FAULT = ClassName.get("io.mtlab.mtproto.fault", "ProtocolException");
  static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  /** Tells checkers, and readers, that nobody wrote the class. */
  static final AnnotationSpec GENERATED =
      AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
          .addMember("value", "$S", "io.mtlab.codegen")
          .build();

  private Core() {}
}
