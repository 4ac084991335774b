package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Requirement;
import java.util.Base64;

class ProxySecretTest {
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";
  private static final String DOMAIN = "7777772e6578616d706c652e636f6d";

  @Requirement("B-011")
  void b011_three_forms_in_two_alphabets() {
    for (String hex : new String[] {KEY, "dd" + KEY, "ee" + KEY + DOMAIN}) {
      Bytes raw = Bytes.fromHex(hex);
      String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(raw.toArray());

      assertThat(ProxySecret.parse(hex)).isEqualTo(ProxySecret.parse(base64));
      assertThat(ProxySecret.parse(hex).key()).isEqualTo(Bytes.fromHex(KEY));
      assertThat(ProxySecret.parse(hex).text()).isEqualTo(hex);
    }
    assertThat(ProxySecret.parse(KEY).form()).isEqualTo(ProxySecret.Form.SIMPLE);
    assertThat(ProxySecret.parse("dd" + KEY).form()).isEqualTo(ProxySecret.Form.PADDED);
    assertThat(ProxySecret.parse("ee" + KEY + DOMAIN).domain()).isEqualTo("www.example.com");
  }

  @Requirement({"B-012", "B-013"})
  void b012_other_first_bytes_and_other_lengths_are_refused() {
    refused("cc" + KEY);
    refused("");
    refused(KEY.substring(0, 16));
    refused(KEY.substring(2));
    refused("dd" + KEY + "10");
    refused("ee" + KEY);
    refused("ee" + KEY + "61".repeat(ProxySecret.DOMAIN_BYTES_MAX + 1));
    refused("ee" + KEY + "0a");
    refused("no alphabet at all");
  }

  private static void refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProxySecret.parse(text));
  }
}
