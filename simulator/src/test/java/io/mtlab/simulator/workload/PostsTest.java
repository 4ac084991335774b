package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import org.junit.jupiter.api.Test;

class PostsTest {
  @Test
  void a_number_comes_back_out_of_its_text() {
    assertThat(Posts.number(Posts.text(0))).isZero();
    assertThat(Posts.number(Posts.text(123_456_789))).isEqualTo(123_456_789);
  }

  @Test
  void other_texts_have_no_number() {
    assertThat(Posts.number("")).isEqualTo(-1);
    assertThat(Posts.number("post ")).isEqualTo(-1);
    assertThat(Posts.number("post -1")).isEqualTo(-1);
    assertThat(Posts.number("post 1 ")).isEqualTo(-1);
    assertThat(Posts.number("post 1234567890")).isEqualTo(-1);
    assertThat(Posts.number("Post 1")).isEqualTo(-1);
  }

  @Test
  void what_is_not_planned_is_never_sent() {
    Posts posts = new Posts(2, 10, 100);
    posts.plan(1, 250);

    assertThat(posts.intended(0)).isEqualTo(Time.NEVER);
    assertThat(posts.intended(1)).isEqualTo(250);
    assertThat(posts.intended(-1)).isEqualTo(Time.NEVER);
    assertThat(posts.intended(2)).isEqualTo(Time.NEVER);
  }
}
