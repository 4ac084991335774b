package io.mtlab.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "auth.sendCode, AuthSendCode",
    "resPQ, ResPQ",
    "p_q_inner_data_dc, PQInnerDataDc",
    "server_DH_params_ok, ServerDHParamsOk",
    "updates, Updates"
  })
  void a_combinator_becomes_a_class(String name, String java) {
    assertThat(Names.ofCombinator(name)).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource({"Updates, UpdatesType", "auth.SentCode, AuthSentCodeType"})
  void a_type_becomes_an_interface(String name, String java) {
    assertThat(Names.ofType(name)).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource({
    "access_hash, accessHash",
    "g_a, gA",
    "new_nonce_hash1, newNonceHash1",
    "flags2, flags2",
    "A, a",
    "static, staticField",
    "long, longField",
    "reader, readerField"
  })
  void a_field_becomes_a_component(String name, String java) {
    assertThat(Names.ofField(name)).isEqualTo(java);
  }
}
