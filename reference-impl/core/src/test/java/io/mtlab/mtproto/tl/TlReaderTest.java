package io.mtlab.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlReaderTest {
  @Requirement("L-001")
  void l001_numbers_are_little_endian_and_long_integers_stand_as_written() throws Exception {
    TlReader reader =
        reader(
            "78563412"
                + "ffffffff"
                + "0807060504030201"
                + "000000000000f83f"
                + "000102030405060708090a0b0c0d0e0f");
    assertThat(reader.int32()).isEqualTo(0x12345678);
    assertThat(reader.int32()).isEqualTo(-1);
    assertThat(reader.int64()).isEqualTo(0x0102030405060708L);
    assertThat(reader.float64()).isEqualTo(1.5);
    assertThat(reader.int128()).isEqualTo(Bytes.fromHex("000102030405060708090a0b0c0d0e0f"));
    reader.end();
  }

  @Requirement("L-002")
  void l002_short_strings_have_one_length_byte() throws Exception {
    assertThat(reader("00000000").bytes()).isEqualTo(Bytes.EMPTY);
    assertThat(reader("033b4df8").bytes()).isEqualTo(Bytes.fromHex("3b4df8"));
    assertThat(reader("048c70a419000000").bytes()).isEqualTo(Bytes.fromHex("8c70a419"));
    assertThat(reader("02c3a900").string()).isEqualTo("\u00e9");
    assertThat(reader("fd" + "61".repeat(253) + "0000").string()).hasSize(253);
  }

  @Requirement("L-003")
  void l003_long_strings_have_three_more() throws Exception {
    assertThat(reader("fefe0000" + "61".repeat(254) + "0000").string()).hasSize(254);
    assertThat(reader("fe000100" + "61".repeat(256)).bytes().size()).isEqualTo(256);
    assertThat(reader("fe000001" + "61".repeat(65_536)).bytes().size()).isEqualTo(65_536);
  }

  @Requirement("L-004")
  void l004_the_reserved_first_byte_is_refused() {
    refuses(Malformed.STRING_LENGTH, reader("ff0000000000000000000000")::bytes);
  }

  @Requirement("L-005")
  void l005_only_the_shortest_form_with_zero_padding_is_read() {
    refuses(Malformed.STRING_LENGTH, reader("fe000000")::bytes);
    refuses(Malformed.STRING_LENGTH, reader("fe0300008069d800")::bytes);
    refuses(Malformed.STRING_LENGTH, reader("fefd0000" + "61".repeat(253) + "000000")::bytes);
    refuses(Malformed.STRING_PADDING, reader("0261620100000000")::bytes);
    refuses(Malformed.STRING_PADDING, reader("0261620100000000")::string);
  }

  @Requirement("L-006")
  void l006_nothing_is_read_beyond_the_end() {
    refuses(Malformed.TOO_SHORT, reader("000000")::int32);
    refuses(Malformed.TOO_SHORT, reader("000000")::peekInt32);
    refuses(Malformed.TOO_SHORT, reader("00000000000000")::int64);
    refuses(Malformed.TOO_SHORT, reader("")::float64);
    refuses(Malformed.TOO_SHORT, reader("00".repeat(15))::int128);
    refuses(Malformed.TOO_SHORT, reader("00".repeat(31))::int256);
    refuses(Malformed.TOO_SHORT, () -> reader("00").raw(-1));
    for (String cut : List.of("", "05", "05616263", "036162", "0461626364", "fe", "fe0100")) {
      refuses(Malformed.TOO_SHORT, reader(cut)::bytes);
    }
    refuses(Malformed.TOO_SHORT, reader("feffffff")::bytes);
  }

  @Requirement("L-006")
  void l006_a_slice_hides_what_lies_around_it() {
    Bytes inside = Bytes.fromHex("0400000008000000").slice(0, 4);
    refuses(Malformed.TOO_SHORT, new TlReader(inside)::int64);
    refuses(Malformed.TOO_SHORT, new TlReader(inside)::bytes);
  }

  @Requirement("L-007")
  void l007_vectors_have_their_number_and_bare_ones_none() throws Exception {
    String two = "02000000" + "0100000000000000" + "0200000000000000";
    assertThat(reader("15c4b51c" + two).vector(8, TlReader::int64)).containsExactly(1L, 2L);
    assertThat(reader(two).bareVector(8, TlReader::int64)).containsExactly(1L, 2L);
    refuses(Malformed.WRONG_TYPE, () -> reader(two).vector(8, TlReader::int64));
  }

  @Requirement("L-008")
  void l008_a_count_that_the_bytes_cannot_hold_is_refused() {
    for (String count : List.of("ffffff7f", "ffffffff", "00000080", "03000000")) {
      refuses(
          Malformed.VECTOR_TOO_LONG,
          () -> reader(count + "00".repeat(16)).bareVector(8, TlReader::int64));
    }
  }

  @Requirement("L-009")
  void l009_bool_has_two_numbers() throws Exception {
    assertThat(reader("b5757299").bool()).isTrue();
    assertThat(reader("379779bc").bool()).isFalse();
    refuses(Malformed.NOT_A_BOOL, reader("01000000")::bool);
    refuses(Malformed.NOT_A_BOOL, () -> TlBool.read(reader("00000000")));
  }

  @Requirement("L-014")
  void l014_bytes_that_are_left_are_refused_where_the_caller_says_so() throws Exception {
    TlReader reader = reader("0000000000");
    reader.int32();
    assertThat(reader.left()).isEqualTo(1);
    refuses(
        Malformed.TRAILING_BYTES,
        () -> {
          reader.end();
          return 0;
        });
    assertThat(reader.rest().size()).isEqualTo(1);
    reader.end();
  }

  @Requirement("L-019")
  void l019_text_that_is_not_utf8_has_a_fault_of_its_own() throws Exception {
    for (String broken : List.of("01ff0000", "02c30000", "03eda080", "04f8888080000000")) {
      refuses(Malformed.STRING_NOT_UTF8, reader(broken)::string);
    }
    assertThat(reader("03efbfbd").string()).isEqualTo("\ufffd");
    assertThat(reader("01ff0000").bytes().size()).isEqualTo(1);
  }

  @Test
  void limits_are_kept() {
    TlLimits small = new TlLimits(2, 3, 1);
    refuses(
        Malformed.STRING_TOO_LONG, new TlReader(Bytes.fromHex("0461626364000000"), small)::bytes);
    Bytes three = Bytes.fromHex("03000000" + "00".repeat(12));
    refuses(
        Malformed.VECTOR_TOO_LONG, () -> new TlReader(three, small).bareVector(4, TlReader::int32));
    refuses(
        Malformed.TOO_DEEP,
        () -> {
          TlReader reader = new TlReader(Bytes.EMPTY, small);
          reader.enter();
          reader.enter();
          return 0;
        });
  }

  private static TlReader reader(String hex) {
    return new TlReader(Bytes.fromHex(hex));
  }

  private interface Reading {
    Object read() throws ProtocolException;
  }

  private static void refuses(Malformed rule, Reading reading) {
    assertThatThrownBy(reading::read)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.fault()).isEqualTo(rule));
  }
}
