package io.mtlab.codegen;

/** A schema that is good TL, but says something that the generated classes cannot. */
final class GeneratorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GeneratorException(String where, String what) {
    super(where + ": " + what);
  }
}
