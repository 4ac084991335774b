package io.mtlab.mtproto.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.tl.RawQuery;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlWriter;
import io.mtlab.mtproto.tl.api.ApiObjects;
import io.mtlab.mtproto.tl.api.ContactsResolveUsername;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InitConnection;
import io.mtlab.mtproto.tl.api.InvokeAfterMsg;
import io.mtlab.mtproto.tl.api.InvokeAfterMsgs;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.api.InvokeWithoutUpdates;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.testing.Requirement;
import java.util.List;

/** The wrappers around a query, right and wrong. */
final class ResponderTest {
  private final Responder responder = new Responder(new Layers());

  @Requirement({"R-009", "R-010"})
  void r010_a_bare_call_is_executed_once_the_client_has_introduced_itself() {
    assertRefused(new HelpGetConfig(), "CONNECTION_NOT_INITED");
    assertExecutes(layered(ApiObjects.LAYER, introduced(new HelpGetConfig())), false);
    assertThat(responder.layer()).isEqualTo(ApiObjects.LAYER);
    assertExecutes(new HelpGetConfig(), false);
  }

  @Requirement("R-011")
  void r011_a_layer_that_nobody_speaks_is_refused() {
    assertRefused(layered(99_999, introduced(new HelpGetConfig())), "CONNECTION_LAYER_INVALID");
    assertRefused(layered(1, introduced(new HelpGetConfig())), "CONNECTION_LAYER_INVALID");
    assertRefused(new HelpGetConfig(), "CONNECTION_NOT_INITED");
  }

  @Requirement("R-012")
  void r012_an_unknown_method_is_refused_and_nothing_changes() {
    RawQuery unknown = new RawQuery(Bytes.fromHex("0badf00d"));
    assertRefused(unknown, "INPUT_METHOD_INVALID");
    assertRefused(layered(ApiObjects.LAYER, introduced(unknown)), "INPUT_METHOD_INVALID");
  }

  @Requirement("R-013")
  void r013_the_wish_for_no_updates_is_handed_on() {
    TlMethod<?> query = introduced(new InvokeWithoutUpdates<>(new HelpGetConfig()));
    assertExecutes(layered(ApiObjects.LAYER, query), true);
  }

  @Requirement("L-016")
  void l016_a_query_may_be_packed_inside_its_wrappers() {
    RawQuery packed = new RawQuery(Gzip.pack(TlObjects.toBytes(new HelpGetConfig())));
    assertExecutes(layered(ApiObjects.LAYER, introduced(packed)), false);
    RawQuery broken = new RawQuery(Bytes.fromHex("a1cf723003000000"));
    assertRefused(broken, "INPUT_FETCH_ERROR");
    assertRefused(layered(ApiObjects.LAYER, introduced(broken)), "INPUT_FETCH_ERROR");
  }

  @Requirement("R-006")
  void r006_the_order_stands_in_the_outermost_wrapper_or_nowhere() {
    TlMethod<?> query = layered(ApiObjects.LAYER, introduced(new HelpGetConfig()));
    assertThat(responder.received(TlObjects.toBytes(new InvokeAfterMsg<>(8, query))))
        .isEqualTo(new Responder.Verdict.Execute(new HelpGetConfig(), false, List.of(8L)));
    assertThat(responder.received(TlObjects.toBytes(new InvokeAfterMsgs<>(List.of(4L, 8L), query))))
        .isEqualTo(new Responder.Verdict.Execute(new HelpGetConfig(), false, List.of(4L, 8L)));
    assertRefused(
        layered(ApiObjects.LAYER, new InvokeAfterMsg<>(8, new HelpGetConfig())),
        "INPUT_FETCH_ERROR");
    assertRefused(
        new InvokeAfterMsg<>(8, new InvokeAfterMsg<>(4, new HelpGetConfig())), "INPUT_FETCH_ERROR");
  }

  @Requirement("L-019")
  void l019_text_that_is_no_utf8_has_an_error_of_its_own() {
    byte[] body = TlObjects.toBytes(new ContactsResolveUsername("abc", null)).toArray();
    body[9] = (byte) 0xff;
    assertThat(responder.received(Bytes.wrap(body)))
        .isEqualTo(new Responder.Verdict.Refuse(new RpcError(400, "INPUT_STRING_NOT_UTF8")));
  }

  @Requirement("Z-014")
  void z014_wrappers_without_end_are_refused() {
    TlMethod<?> query = new HelpGetConfig();
    for (int i = 0; i < 20; i++) {
      query = layered(ApiObjects.LAYER, query);
    }
    assertRefused(query, "INPUT_FETCH_ERROR");
    TlWriter writer = new TlWriter();
    for (int i = 0; i < 100_000; i++) {
      writer.int32(InvokeWithoutUpdates.ID);
    }
    assertThat(responder.received(writer.toBytes()))
        .isEqualTo(new Responder.Verdict.Refuse(new RpcError(400, "INPUT_FETCH_ERROR")));
  }

  private static <R extends TlObject> TlMethod<R> layered(int layer, TlMethod<R> query) {
    return new InvokeWithLayer<>(layer, query);
  }

  private static <R extends TlObject> TlMethod<R> introduced(TlMethod<R> query) {
    return InitConnection.builder(query)
        .apiId(1)
        .deviceModel("d")
        .systemVersion("s")
        .appVersion("a")
        .systemLangCode("en")
        .langPack("")
        .langCode("en")
        .build();
  }

  private void assertExecutes(TlMethod<?> query, boolean withoutUpdates) {
    assertThat(responder.received(TlObjects.toBytes(query)))
        .isEqualTo(new Responder.Verdict.Execute(new HelpGetConfig(), withoutUpdates, List.of()));
  }

  private void assertRefused(TlMethod<?> query, String text) {
    assertThat(responder.received(TlObjects.toBytes(query)))
        .isEqualTo(new Responder.Verdict.Refuse(new RpcError(400, text)));
  }
}
