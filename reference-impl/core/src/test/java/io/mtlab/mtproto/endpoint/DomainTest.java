package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.AuthDropTempAuthKeys;
import io.mtlab.mtproto.tl.api.AuthLogOut;
import io.mtlab.mtproto.tl.api.AuthLoggedOut;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.tl.api.HelpAppConfig;
import io.mtlab.mtproto.tl.api.HelpAppConfigNotModified;
import io.mtlab.mtproto.tl.api.HelpGetAppConfig;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.NearestDc;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.testing.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainTest {
  private final DomainBench bench = new DomainBench();

  @Requirement("R-021")
  void r021_who_is_not_signed_in_may_only_sign_in() {
    assertThat(bench.error(bench.stranger(), new UpdatesGetState()))
        .isEqualTo("401 AUTH_KEY_UNREGISTERED");
  }

  @Requirement("R-012")
  void r012_a_method_that_no_chapter_has_is_an_error_with_its_number() {
    Asker person = bench.person("9996620001");

    assertThat(bench.error(person, new AuthDropTempAuthKeys(List.of())))
        .isEqualTo("400 INPUT_METHOD_INVALID_2387124616");
  }

  @Test
  void a_key_is_kept_found_and_forgotten() {
    AuthKey key = AuthKey.of(new byte[AuthKey.SIZE]);

    assertThat(bench.ask(new DomainRequest.FindKey(key.id())))
        .isEqualTo(new DomainAnswer.KeyUnknown());
    assertThat(bench.ask(new DomainRequest.KeepKey(key, 7, 9)))
        .isEqualTo(new DomainAnswer.KeyKept());
    assertThat(bench.ask(new DomainRequest.KeepKey(key, 8, 0)))
        .isEqualTo(new DomainAnswer.KeyTaken());
    assertThat(bench.ask(new DomainRequest.FindKey(key.id())))
        .isEqualTo(new DomainAnswer.KeyFound(key, 7, 9, 0, 0));
    assertThat(bench.ask(new DomainRequest.ForgetKey(key.id())))
        .isEqualTo(new DomainAnswer.KeyForgotten());
    assertThat(bench.ask(new DomainRequest.ForgetKey(key.id())))
        .isEqualTo(new DomainAnswer.KeyUnknown());
  }

  @Test
  void a_key_is_found_with_its_user_until_he_logs_out() {
    Asker person = bench.person("9996620001");
    assertThat(userOf(person)).isEqualTo(person.userId());

    DomainAnswer.Result out = (DomainAnswer.Result) bench.call(person, new AuthLogOut());

    assertThat(out.result()).isInstanceOf(AuthLoggedOut.class);
    assertThat(out.signedIn()).hasValue(0);
    assertThat(userOf(person)).isZero();
  }

  private long userOf(Asker asker) {
    DomainAnswer answer = bench.ask(new DomainRequest.FindKey(asker.authKeyId()));
    return ((DomainAnswer.KeyFound) answer).userId();
  }

  @Test
  void anybody_is_told_the_data_centres() {
    Asker stranger = bench.stranger();

    Config config = bench.result(stranger, new HelpGetConfig(), Config.class);

    assertThat(config.thisDc()).isEqualTo(2);
    assertThat(config.testMode()).isTrue();
    assertThat(config.date()).isEqualTo((int) (DomainBench.START / Time.SECOND));
    DcOption option = config.dcOptions().getFirst();
    assertThat(new Address(option.ipAddress(), option.port()))
        .isEqualTo(new Address("127.0.0.1", 4430));
    assertThat(bench.result(stranger, new HelpGetNearestDc(), NearestDc.class).nearestDc())
        .isEqualTo(2);
  }

  @Test
  void the_application_configuration_is_unmodified_for_who_names_its_hash_only() {
    Asker stranger = bench.stranger();

    HelpAppConfig config = bench.result(stranger, new HelpGetAppConfig(0), HelpAppConfig.class);

    assertThat(bench.result(stranger, new HelpGetAppConfig(config.hash()), TlObject.class))
        .isEqualTo(new HelpAppConfigNotModified());
    assertThat(bench.result(stranger, new HelpGetAppConfig(config.hash() + 1), TlObject.class))
        .isEqualTo(config);
  }

  @Test
  void secrets_are_not_shown() {
    byte[] secret = new byte[AuthKey.SIZE];
    DomainRequest keep = new DomainRequest.KeepKey(AuthKey.of(secret), 123_456_789, 0);

    assertThat(keep.toString()).doesNotContain("123456789");
    assertThat(new DomainAnswer.KeyFound(AuthKey.of(secret), 123_456_789, 0, 0, 0).toString())
        .doesNotContain("123456789");
  }
}
