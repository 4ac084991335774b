package io.mtlab.mtproto.bots;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class BotsTest {
  private static final String TOKEN = "123456:AAF0-secret_of_the_bot_0123456789ab";

  private final DomainBench bench = new DomainBench();

  @Test
  void a_well_formed_token_makes_a_bot_and_opens_the_same_one_later() {
    Asker stranger = bench.stranger();

    DomainAnswer first = bench.call(stranger, login(TOKEN));
    DomainAnswer second = bench.call(bench.stranger(), login(TOKEN));

    User bot = DomainBench.userOf(first);
    assertThat(bot.bot()).isTrue();
    assertThat(bot.phone()).isNull();
    assertThat(DomainBench.userOf(second).id()).isEqualTo(bot.id());
    assertThat(DomainBench.signedIn(stranger, first).userId()).isEqualTo(bot.id());
  }

  @Test
  void what_is_no_token_is_refused() {
    for (String token : List.of("", "123456", ":secretsecret", "12a:secretsecret", "1:se cret")) {
      assertThat(bench.error(bench.stranger(), login(token)))
          .as(token)
          .isEqualTo("400 ACCESS_TOKEN_INVALID");
    }
  }

  @Test
  void an_unknown_token_is_refused_where_tokens_are_not_for_tests() {
    bench.call(bench.stranger(), login(TOKEN));
    bench.restartDomain(TokenPolicy.KNOWN);

    assertThat(bench.call(bench.stranger(), login(TOKEN))).isInstanceOf(DomainAnswer.Result.class);
    assertThat(bench.error(bench.stranger(), login("7:unknown_secret")))
        .isEqualTo("400 ACCESS_TOKEN_INVALID");
  }

  private static AuthImportBotAuthorization login(String token) {
    return new AuthImportBotAuthorization(0, 1, "hash", token);
  }
}
