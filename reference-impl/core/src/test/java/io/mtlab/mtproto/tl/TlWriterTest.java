package io.mtlab.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.testing.Requirement;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TlWriterTest {
  @Requirement("L-001")
  void l001_numbers_are_little_endian() {
    assertThat(hex(to -> to.int32(0x12345678))).isEqualTo("78563412");
    assertThat(hex(to -> to.int64(0x0102030405060708L))).isEqualTo("0807060504030201");
    assertThat(hex(to -> to.float64(1.5))).isEqualTo("000000000000f83f");
    assertThat(hex(to -> to.bool(true))).isEqualTo("b5757299");
    assertThat(hex(to -> to.bool(false))).isEqualTo("379779bc");
  }

  @Requirement("L-005")
  void l005_strings_have_the_shortest_form_and_zero_padding() {
    assertThat(hex(to -> to.string(""))).isEqualTo("00000000");
    assertThat(hex(to -> to.string("abc"))).isEqualTo("03616263");
    assertThat(hex(to -> to.bytes(Bytes.fromHex("8c70a419")))).isEqualTo("048c70a419000000");
    assertThat(hex(to -> to.string("a".repeat(253)))).startsWith("fd61").hasSize(2 * 256);
    assertThat(hex(to -> to.string("a".repeat(254)))).startsWith("fefe0000").endsWith("610000");
  }

  @Requirement("L-007")
  void l007_vectors_have_their_number_and_bare_ones_none() {
    String two = "02000000" + "0100000000000000" + "0200000000000000";
    List<Long> values = List.of(1L, 2L);
    assertThat(hex(to -> to.vector(values, TlWriter::int64))).isEqualTo("15c4b51c" + two);
    assertThat(hex(to -> to.bareVector(values, TlWriter::int64))).isEqualTo(two);
    assertThat(hex(new TlVector<>(values)::write)).isEqualTo("15c4b51c" + two);
  }

  @Test
  void it_grows_and_keeps_what_it_gave_out() {
    TlWriter writer = new TlWriter(1);
    writer.string("abc");
    Bytes first = writer.toBytes();
    writer.raw(Bytes.wrap(new byte[100_000]));
    writer.int32(5);
    assertThat(first.toHex()).isEqualTo("03616263");
    assertThat(writer.size()).isEqualTo(100_008);
    assertThat(writer.toBytes().int32(100_004)).isEqualTo(5);
  }

  @Test
  void what_no_form_can_hold_is_our_own_bug() {
    assertThatThrownBy(() -> hex(to -> to.int128(Bytes.wrap(new byte[15]))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hex(to -> to.bytes(Bytes.wrap(new byte[1 << 24]))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hex(new TlVector<>(List.of(new Object()))::write))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String hex(Consumer<TlWriter> writing) {
    TlWriter writer = new TlWriter(0);
    writing.accept(writer);
    return writer.toBytes().toHex();
  }
}
