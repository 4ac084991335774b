package io.mtlab.mtproto.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.endpoint.DomainBench;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.api.AuthAuthorizationSignUpRequired;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.CodeSettings;
import io.mtlab.mtproto.tl.api.InputUser;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.InputUserType;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.mtproto.tl.api.UserEmpty;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SigningInTest {
  private static final String PHONE = "9996620001";

  private final DomainBench bench = new DomainBench();

  @Test
  void a_new_number_signs_up_and_is_the_same_account_later() {
    Asker person = bench.person("+999 662-0001");
    Asker again = bench.stranger();
    String hash = bench.codeHash(again, PHONE);

    DomainAnswer answer = bench.call(again, signIn(hash, DomainBench.CODE));

    User user = DomainBench.userOf(answer);
    assertThat(user.id()).isEqualTo(person.userId());
    assertThat(user.self()).isTrue();
    assertThat(user.phone()).isEqualTo(PHONE);
    assertThat(DomainBench.signedIn(again, answer).userId()).isEqualTo(person.userId());
  }

  @Test
  void a_number_without_an_account_has_to_sign_up_first() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);

    DomainAnswer answer = bench.call(stranger, signIn(hash, DomainBench.CODE));

    assertThat(((DomainAnswer.Result) answer).result())
        .isInstanceOf(AuthAuthorizationSignUpRequired.class);
    assertThat(((DomainAnswer.Result) answer).signedIn()).isEmpty();
  }

  @Test
  void what_is_no_phone_number_gets_no_code() {
    Asker stranger = bench.stranger();
    for (String number : List.of("", "1234", "12345678901234567", "99x662", "12+34567", "١٢٣٤٥٦")) {
      AuthSendCode method = new AuthSendCode(number, 1, "", CodeSettings.builder().build());
      assertThat(bench.error(stranger, method)).as(number).isEqualTo("400 PHONE_NUMBER_INVALID");
    }
  }

  @Test
  void a_wrong_code_is_refused_and_five_of_them_void_the_right_one() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);

    for (int i = 0; i < LoginCodes.TRIES_MAX; i++) {
      assertThat(bench.error(stranger, signIn(hash, "1234" + i % 5)))
          .isEqualTo("400 PHONE_CODE_INVALID");
    }

    assertThat(bench.error(stranger, signIn(hash, DomainBench.CODE)))
        .isEqualTo("400 PHONE_CODE_EXPIRED");
  }

  @Test
  void an_empty_code_is_told_apart() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);

    assertThat(bench.error(stranger, signIn(hash, ""))).isEqualTo("400 PHONE_CODE_EMPTY");
    assertThat(bench.error(stranger, new AuthSignIn(PHONE, hash, null, null)))
        .isEqualTo("400 PHONE_CODE_EMPTY");
  }

  @Test
  void a_code_lives_five_minutes() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);

    bench.now += LoginCodes.LIFE - 1;
    assertThat(bench.call(stranger, signIn(hash, DomainBench.CODE)))
        .isInstanceOf(DomainAnswer.Result.class);
    bench.now += 1;
    assertThat(bench.error(stranger, signIn(hash, DomainBench.CODE)))
        .isEqualTo("400 PHONE_CODE_EXPIRED");
  }

  @Test
  void a_code_is_for_one_key_one_number_and_one_hash() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);
    String expired = "400 PHONE_CODE_EXPIRED";

    assertThat(bench.error(bench.stranger(), signIn(hash, DomainBench.CODE))).isEqualTo(expired);
    assertThat(bench.error(stranger, new AuthSignIn("9996620002", hash, DomainBench.CODE, null)))
        .isEqualTo(expired);
    assertThat(bench.error(stranger, signIn("another", DomainBench.CODE))).isEqualTo(expired);
  }

  @Test
  void a_code_opens_once() {
    bench.person(PHONE);
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);
    bench.call(stranger, signIn(hash, DomainBench.CODE));

    assertThat(bench.error(stranger, signIn(hash, DomainBench.CODE)))
        .isEqualTo("400 PHONE_CODE_EXPIRED");
  }

  @Test
  void nobody_signs_up_without_a_code_or_a_name_or_twice() {
    Asker stranger = bench.stranger();
    String hash = bench.codeHash(stranger, PHONE);

    assertThat(bench.error(stranger, signUp(hash, "Ada"))).isEqualTo("400 PHONE_CODE_INVALID");
    bench.call(stranger, signIn(hash, DomainBench.CODE));
    assertThat(bench.error(stranger, signUp(hash, "  "))).isEqualTo("400 FIRSTNAME_INVALID");
    assertThat(bench.error(stranger, signUp(hash, "a".repeat(65))))
        .isEqualTo("400 FIRSTNAME_INVALID");
    bench.person(PHONE);
    assertThat(bench.error(stranger, signUp(hash, "Ada"))).isEqualTo("400 PHONE_NUMBER_OCCUPIED");
  }

  @Test
  void a_drawn_code_goes_to_the_phone_and_nowhere_else() {
    Map<String, String> sent = new LinkedHashMap<>();
    DomainBench drawn = new DomainBench(new CodePolicy.Drawn(sent::put));
    Asker stranger = drawn.stranger();

    String hash = drawn.codeHash(stranger, PHONE);

    String code = Objects.requireNonNull(sent.get(PHONE));
    assertThat(code).matches("[0-9]{5}");
    assertThat(drawn.call(stranger, signIn(hash, code))).isInstanceOf(DomainAnswer.Result.class);
    drawn.codeHash(stranger, PHONE);
    assertThat(sent.get(PHONE)).isNotEqualTo(code);
  }

  @Test
  void others_do_not_see_a_phone_number_and_need_the_access_hash() {
    Asker ada = bench.person(PHONE);
    Asker eve = bench.person("9996620002");
    User self = (User) users(ada, new InputUserSelf()).getFirst();

    User seen = (User) users(eve, new InputUser(self.id(), hashOf(self))).getFirst();

    assertThat(self.phone()).isEqualTo(PHONE);
    assertThat(seen.phone()).isNull();
    assertThat(seen.self()).isFalse();
    assertThat(users(eve, new InputUser(self.id(), hashOf(self) + 1), new InputUser(1, 1)))
        .containsExactly(new UserEmpty(self.id()), new UserEmpty(1));
  }

  private static long hashOf(User user) {
    return Objects.requireNonNull(user.accessHash());
  }

  private List<Object> users(Asker asker, InputUserType... users) {
    TlVector<?> found = bench.result(asker, new UsersGetUsers(List.of(users)), TlVector.class);
    return List.copyOf(found.elements());
  }

  private static AuthSignIn signIn(String hash, String code) {
    return new AuthSignIn(PHONE, hash, code, null);
  }

  private static AuthSignUp signUp(String hash, String name) {
    return new AuthSignUp(false, PHONE, hash, name, "");
  }
}
