package io.mtlab.mtproto.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MemberSetTest {
  private final MemberSet members = new MemberSet();

  @Seeds(count = 50)
  void it_holds_what_a_set_of_the_library_holds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> expected = new TreeSet<>();
    for (int i = 0; i < 2_000; i++) {
      long id = 1 + random.nextLong(300);
      if (random.nextInt(100) < 55) {
        assertThat(members.add(id)).isEqualTo(expected.add(id));
      } else {
        assertThat(members.remove(id)).isEqualTo(expected.remove(id));
      }
      assertThat(members.count()).isEqualTo(expected.size());
    }

    assertThat(listOf(members.snapshot())).containsExactlyInAnyOrderElementsOf(expected);
    for (long id = 1; id <= 300; id++) {
      assertThat(members.contains(id)).isEqualTo(expected.contains(id));
    }
  }

  @Test
  void a_snapshot_does_not_see_who_came_later_nor_who_left() {
    members.add(7);
    members.add(8);
    UserIds before = members.snapshot();

    members.add(9);
    members.remove(7);

    assertThat(listOf(before)).containsExactly(8L);
    assertThat(listOf(members.snapshot())).containsExactly(8L, 9L);
  }

  @Test
  void members_stand_in_the_order_in_which_they_came() {
    for (long id = 200_000; id > 0; id--) {
      members.add(id);
    }

    assertThat(listOf(members.snapshot())).hasSize(200_000).startsWith(200_000L, 199_999L);
  }

  @Test
  void nobody_is_no_member() {
    assertThat(members.contains(0)).isFalse();
    assertThat(members.remove(0)).isFalse();
    assertThatThrownBy(() -> members.add(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Long> listOf(UserIds users) {
    List<Long> ids = new ArrayList<>();
    users.forEach(ids::add);
    return ids;
  }
}
