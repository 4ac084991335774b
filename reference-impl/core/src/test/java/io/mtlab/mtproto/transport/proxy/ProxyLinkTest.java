package io.mtlab.mtproto.transport.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links to proxies, read and written. */
final class ProxyLinkTest {
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";
  private static final String DOMAIN = "6578616d706c652e6f7267"; // example.org

  @ParameterizedTest
  @CsvSource({
    KEY + ", mtproxy",
    "dd" + KEY + ", mtproxy-dd",
    "ee" + KEY + DOMAIN + ", fake-tls",
    "AAECAwQFBgcICQoLDA0ODw, mtproxy",
    "3QABAgMEBQYHCAkKCwwNDg8, mtproxy-dd",
    "3QABAgMEBQYHCAkKCwwNDg8%3D, mtproxy-dd",
    "7gABAgMEBQYHCAkKCwwNDg9leGFtcGxlLm9yZw, fake-tls"
  })
  @Covers("B-020")
  void b020_every_form_of_a_secret_is_read_and_written(String secret, String transport) {
    String query = "proxy?server=proxy.example.org&port=443&secret=";
    for (String begin : new String[] {"tg://", "https://t.me/"}) {
      var link = (ProxyLink.MtProxy) ProxyLink.parse(begin + query + secret);
      assertThat(link.server()).isEqualTo(new Address("proxy.example.org", 443));
      assertThat(link.secret().key().toHex()).isEqualTo(KEY);
      assertThat(link.transport().name()).isEqualTo(transport);
      assertThat(link.transport().secret()).isEqualTo(link.secret());
      assertThat(link.text()).isEqualTo("tg://" + query + link.secret().text());
      assertThat(link.webText()).isEqualTo("https://t.me/" + query + link.secret().text());
      assertThat(ProxyLink.parse(link.webText())).isEqualTo(link);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TG://Proxy/?port=1&secret=" + KEY + "&server=::1&channel=x",
        "tg:proxy?secret=" + KEY + "&port=1&server=%5B%3A%3A1%5D",
        "http://telegram.me/proxy?&server=%3a%3a1&port=1&secret=" + KEY + "#there",
        "t.me/proxy?server=[::1]&port=1&secret=" + KEY
      })
  @Covers("B-020")
  void b020_the_order_of_parameters_and_the_way_to_write_them_is_free(String text) {
    assertThat(ProxyLink.parse(text))
        .isEqualTo(new ProxyLink.MtProxy(new Address("::1", 1), ProxySecret.parse(KEY)));
  }

  /** Letters that base64 and base64url write differently. */
  @Requirement("B-020")
  void b020_a_secret_in_ordinary_base64_is_the_same() {
    String key = "fb".repeat(15) + "ff";
    var expected = new ProxyLink.MtProxy(new Address("a", 1), ProxySecret.parse(key));
    for (String secret :
        new String[] {"-_v7-_v7-_v7-_v7-_v7_w", "+/v7+/v7+/v7+/v7+/v7/w==", "%2B%2Fv7"}) {
      String whole = secret.startsWith("%") ? secret.repeat(5) + "%2Fw" : secret;
      assertThat(ProxyLink.parse("tg://proxy?server=a&port=1&secret=" + whole)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "tg://proxy is",
        "tg://resolve?domain=a is",
        "https://example.org/proxy?server=a&port=1&secret=00 is",
        "tg://proxy?port=1&secret=SECRET server",
        "tg://proxy?server=a%20b&port=1&secret=SECRET server",
        "tg://proxy?server=a&secret=SECRET port",
        "tg://proxy?server=a&port=0&secret=SECRET port",
        "tg://proxy?server=a&port=65536&secret=SECRET port",
        "tg://proxy?server=a&port=+1&secret=SECRET port",
        "tg://proxy?server=a&port=1 secret",
        "tg://proxy?server=a&port=1&secret=SECRET secret",
        "tg://proxy?server=a&port=1&secret=cc000102030405060708090a0b0c0d0e0f secret",
        "tg://proxy?server=a&port=1&secret=ee000102030405060708090a0b0c0d0e0f secret",
        "tg://proxy?server=a&port=1&secret=%zz %",
        "tg://proxy?server=a&port=1&secret=SECRET&secret=SECRET once",
        "tg://socks?port=1 server"
      })
  @Covers({"B-020", "B-013"})
  void b020_what_is_no_link_is_refused_in_words(String text, String about) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyLink.parse(text))
        .withMessageContaining(about)
        .withMessageNotContaining("0102030405");
  }

  @Test
  void a_link_without_end_is_not_read() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyLink.parse("tg://proxy?server=" + "a".repeat(ProxyLink.LENGTH_MAX)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyLink.parse("tg://socks?port=1&server=" + "a".repeat(254)));
  }

  @Test
  void a_socks_proxy_has_links_as_well() {
    assertThat(ProxyLink.parse("tg://socks?server=127.0.0.1&port=1080"))
        .isEqualTo(new ProxyLink.Socks(ProxyServer.parse("socks5://127.0.0.1:1080")));
    var link = new ProxyLink.Socks(ProxyServer.parse("socks5://me:a%26b%20c@host:1080"));
    assertThat(link.webText())
        .isEqualTo("https://t.me/socks?server=host&port=1080&user=me&pass=a%26b%20c");
    assertThat(ProxyLink.parse(link.text())).isEqualTo(link);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProxyLink.Socks(ProxyServer.parse("http://host:1")));
  }

  @Test
  void nothing_secret_is_told() {
    assertThat(ProxyLink.parse("tg://proxy?server=a&port=1&secret=" + KEY).toString())
        .doesNotContain(KEY);
    assertThat(ProxyLink.parse("tg://socks?server=a&port=1&user=u_s&pass=p_w").toString())
        .doesNotContain("u_s", "p_w");
  }
}
