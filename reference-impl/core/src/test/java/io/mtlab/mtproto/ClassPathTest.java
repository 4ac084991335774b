package io.mtlab.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The core must run where no network library is: its class path has none. */
class ClassPathTest {
  @Test
  void no_netty_is_on_the_class_path_of_the_core() {
    String classPath =
        System.getProperty("surefire.real.class.path", "") + System.getProperty("java.class.path");

    assertThat(classPath).contains("mtlab-tl-schema").doesNotContain("netty");
  }
}
