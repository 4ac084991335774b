package io.mtlab.mtproto.transport.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.machine.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies by their URLs. */
final class ProxyServerTest {
  @Test
  void urls_say_kind_address_and_credentials() {
    assertThat(ProxyServer.parse("socks5://127.0.0.1:1080"))
        .isEqualTo(new ProxyServer(ProxyServer.Kind.SOCKS5, new Address("127.0.0.1", 1080), null));
    ProxyServer full = ProxyServer.parse("HTTP://a%3Ab+c:p%40ss@[::1]:8080/".replace("%3A", "."));
    assertThat(full.address()).isEqualTo(new Address("::1", 8080));
    assertThat(full.kind()).isEqualTo(ProxyServer.Kind.HTTP);
    assertThat(full.credentials()).isEqualTo(new ProxyServer.Credentials("a.b+c", "p@ss"));
    assertThat(ProxyServer.parse("socks5://me@host:1").credentials())
        .isEqualTo(new ProxyServer.Credentials("me", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host:1080",
        "socks4://host:1080",
        "https://host:1080",
        "socks5://host",
        "socks5://:1080",
        "socks5://host:0",
        "socks5://host:70000",
        "http://host:80/path",
        "http://host:80?a=b",
        "socks5://secret:se cret@host:1080"
      })
  void what_is_no_proxy_is_refused_in_words_without_repeating_it(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyServer.parse(text))
        .withMessageStartingWith("a proxy is socks5://HOST:PORT")
        .withMessageNotContaining("cret")
        .withNoCause();
  }

  @Test
  void credentials_fit_both_kinds_or_are_refused() {
    for (String user : new String[] {"", "a:b", "a\nb", "a".repeat(256)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ProxyServer.Credentials(user, "password"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProxyServer.Credentials("user", "ü".repeat(128)))
        .withMessageNotContaining("ü");
  }

  @Test
  void nothing_secret_is_told() {
    assertThat(ProxyServer.parse("socks5://someone:hidden@host:1080"))
        .hasToString("socks5://host:1080");
    assertThat(new ProxyServer.Credentials("someone", "hidden").toString())
        .doesNotContain("someone", "hidden");
  }
}
