package io.mtlab.testing;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Runs a {@link Seeds} method once for each seed, or for the one seed that {@code -Dseed} names.
 */
final class SeedInvocations implements TestTemplateInvocationContextProvider {
  private static final String SEED_PROPERTY = "seed";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), Seeds.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    String only = System.getProperty(SEED_PROPERTY, "");
    if (!only.isBlank()) {
      return Stream.of(new Invocation(Long.parseLong(only.strip())));
    }
    int count =
        AnnotationSupport.findAnnotation(context.getTestMethod(), Seeds.class)
            .orElseThrow()
            .count();
    return LongStream.range(0, count).mapToObj(Invocation::new);
  }

  private record Invocation(long seed)
      implements TestTemplateInvocationContext, ParameterResolver, TestExecutionExceptionHandler {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == long.class && parameter.getIndex() == 0;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return seed;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
      // Surefire prints a template's index, not its display name: so the message says the seed.
      throw new AssertionFailedError("-Dseed=" + seed + ": " + failure, failure);
    }
  }
}
