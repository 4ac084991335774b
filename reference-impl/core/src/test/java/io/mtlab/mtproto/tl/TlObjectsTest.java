package io.mtlab.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InputClientProxy;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.NearestDc;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import io.mtlab.mtproto.tl.service.DestroySessionNone;
import io.mtlab.mtproto.tl.service.FutureSalt;
import io.mtlab.mtproto.tl.service.FutureSalts;
import io.mtlab.mtproto.tl.service.GzipPacked;
import io.mtlab.mtproto.tl.service.Message;
import io.mtlab.mtproto.tl.service.MsgContainer;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TlObjectsTest {
  private static final Bytes GET_CONFIG = Bytes.fromHex("6b18f9c4");

  @Requirement("L-013")
  void l013_an_unknown_number_is_refused() {
    refuses(Malformed.UNKNOWN_CONSTRUCTOR, () -> TlObjects.read(reader("00000000")));
    refuses(Malformed.UNKNOWN_CONSTRUCTOR, () -> TlObjects.read(reader("68245713f9895fe9")));
    refuses(Malformed.UNKNOWN_CONSTRUCTOR, () -> Config.read(reader("68245713")));
    assertThat(TlObjects.knows(Ping.ID)).isTrue();
    assertThat(TlObjects.knows(0x12345678)).isFalse();
  }

  @Requirement("R-027")
  void r027_an_answer_of_another_type_is_refused() {
    refuses(Malformed.WRONG_TYPE, () -> new HelpGetConfig().readAnswer(reader("b5757299")));
    Bytes pong = TlObjects.toBytes(new DestroySessionNone(1));
    refuses(Malformed.WRONG_TYPE, () -> new HelpGetNearestDc().readAnswer(new TlReader(pong)));
  }

  @Requirement("L-012")
  void l012_a_vector_as_answer_is_boxed() throws ProtocolException {
    UsersGetUsers query = new UsersGetUsers(List.of());
    TlVector<?> answer = query.readAnswer(reader("15c4b51c01000000" + "7a4bbcd30500000000000000"));
    assertThat(answer.elements()).hasSize(1);
    assertThat(answer).hasToString("vector#1cb5c415[1]");
    refuses(Malformed.WRONG_TYPE, () -> query.readAnswer(reader("00000000")));
  }

  @Requirement("L-007")
  void l007_the_salts_and_messages_of_a_vector_without_number_are_bare() {
    FutureSalts salts = new FutureSalts(1, 2, List.of(new FutureSalt(3, 4, 5)));
    assertThat(TlObjects.toBytes(salts).toHex())
        .isEqualTo(
            "950850ae"
                + "0100000000000000"
                + "02000000"
                + "01000000"
                + "03000000"
                + "04000000"
                + "0500000000000000");
    MsgContainer container = new MsgContainer(List.of(new Message(6, 7, GET_CONFIG)));
    assertThat(TlObjects.toBytes(container).toHex())
        .isEqualTo(
            "dcf8f173" + "01000000" + "0600000000000000" + "07000000" + "04000000" + "6b18f9c4");
  }

  @Test
  void bodies_stay_raw() throws ProtocolException {
    RpcResult result =
        (RpcResult) TlObjects.read(reader("016d5cf3" + "0100000000000000" + "deadbeef01"));
    assertThat(result.result()).isEqualTo(Bytes.fromHex("deadbeef01"));
    refuses(
        Malformed.TOO_SHORT,
        () ->
            TlObjects.read(
                reader("dcf8f173" + "01000000" + "0600000000000000" + "07000000" + "ffffffff")));
  }

  @Requirement("L-011")
  void l011_fields_are_there_if_their_bit_is() throws ProtocolException {
    InitConnection<Config> plain =
        InitConnection.builder(new HelpGetConfig())
            .apiId(1)
            .deviceModel("m")
            .systemVersion("s")
            .appVersion("a")
            .systemLangCode("en")
            .langPack("")
            .langCode("en")
            .build();
    String start = "a95ecdc1";
    String middle = "01000000" + "016d0000" + "01730000" + "01610000" + "02656e00" + "00000000";
    assertThat(TlObjects.toBytes(plain).toHex())
        .isEqualTo(start + "00000000" + middle + "02656e00" + "6b18f9c4");
    InitConnection<Config> proxied =
        plain.toBuilder().proxy(new InputClientProxy("p", 443)).build();
    assertThat(TlObjects.toBytes(proxied).toHex())
        .isEqualTo(
            start
                + "01000000"
                + middle
                + "02656e00"
                + "3f8b5875"
                + "01700000"
                + "bb010000"
                + "6b18f9c4");
    assertThat(TlObjects.read(new TlReader(TlObjects.toBytes(proxied))))
        .isInstanceOfSatisfying(
            InitConnection.class,
            read -> {
              assertThat(read.proxy()).isEqualTo(proxied.proxy());
              assertThat(TlObjects.toBytes(read)).isEqualTo(TlObjects.toBytes(proxied));
            });
  }

  @Requirement("L-011")
  void l011_unknown_bits_are_ignored_when_reading() throws ProtocolException {
    TlObject loggedOut = TlObjects.read(reader("5f83a2c3" + "feffffff"));
    assertThat(TlObjects.toBytes(loggedOut).toHex()).isEqualTo("5f83a2c3" + "00000000");
  }

  @Test
  void fields_of_one_bit_come_together() {
    assertThatThrownBy(() ->
            io.mtlab.mtproto.tl.api.AuthAuthorization.builder()
                .user(new io.mtlab.mtproto.tl.api.UserEmpty(1))
                .otherwiseReloginDays(3)
                .build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_must_be_there_is_there() {
    assertThatThrownBy(() -> InitConnection.builder(new HelpGetConfig()).apiId(1).build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("deviceModel");
  }

  @Test
  void lists_cannot_change_afterwards() {
    List<Long> ids = new ArrayList<>(List.of(1L));
    MsgsAck ack = new MsgsAck(ids);
    ids.add(2L);
    assertThat(ack.msgIds()).containsExactly(1L);
  }

  @Requirement("R-009")
  void r009_a_wrapper_answers_with_what_its_query_answers_with() throws ProtocolException {
    InvokeWithLayer<NearestDc> query = new InvokeWithLayer<>(182, new HelpGetNearestDc());
    NearestDc answer = new NearestDc("NL", 2, 2);
    assertThat(query.readAnswer(new TlReader(TlObjects.toBytes(answer)))).isEqualTo(answer);
  }

  @Requirement({"R-012", "L-013"})
  void r012_the_wrapper_around_an_unknown_query_is_understood() throws ProtocolException {
    TlObject object = TlObjects.read(reader("0d0d9bda" + "b6000000" + "efbeadde01000000"));
    assertThat(object)
        .isEqualTo(new InvokeWithLayer<>(182, new RawQuery(Bytes.fromHex("efbeadde01000000"))));
    assertThat(((InvokeWithLayer<?>) object).query()).hasToString("RawQuery#deadbeef");
  }

  @Requirement("L-016")
  void l016_a_packed_query_inside_a_wrapper_stays_packed() throws ProtocolException {
    Bytes packed = TlObjects.toBytes(new GzipPacked(Bytes.fromHex("1f8b")));
    TlObject object = TlObjects.read(new TlReader(Bytes.concat(Bytes.fromHex("b75994bf"), packed)));
    assertThat(object)
        .isEqualTo(new io.mtlab.mtproto.tl.api.InvokeWithoutUpdates<>(new RawQuery(packed)));
  }

  @Test
  void a_wrapper_holds_a_query() {
    refuses(Malformed.TOO_SHORT, () -> TlObjects.read(reader("b75994bf")));
  }

  @Test
  void a_table_knows_the_place_of_each_number() {
    int[] first = IntStream.range(0, 1_000).map(i -> i * 64).toArray();
    TlTable table = new TlTable(first, new int[] {-1, 5});
    assertThat(table.placeOf(0)).isZero();
    assertThat(table.placeOf(64 * 999)).isEqualTo(999);
    assertThat(table.placeOf(5)).isEqualTo(1_001);
    assertThat(table.placeOf(63)).isEqualTo(TlTable.NOWHERE);
    assertThat(new TlTable().placeOf(0)).isEqualTo(TlTable.NOWHERE);
    assertThatThrownBy(() -> new TlTable(first, new int[] {64}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("#00000040 stands there twice");
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
