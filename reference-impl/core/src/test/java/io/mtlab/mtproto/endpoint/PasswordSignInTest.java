package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.accounts.ClientPassword;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.api.AccountGetPassword;
import io.mtlab.mtproto.tl.api.AccountPassword;
import io.mtlab.mtproto.tl.api.AccountUpdatePasswordSettings;
import io.mtlab.mtproto.tl.api.AuthAuthorization;
import io.mtlab.mtproto.tl.api.AuthCheckPassword;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSentCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.CodeSettings;
import io.mtlab.mtproto.tl.api.InputCheckPasswordEmpty;
import io.mtlab.mtproto.tl.api.UpdatesGetState;
import io.mtlab.mtproto.tl.api.UpdatesState;
import io.mtlab.testing.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A password from the first byte on a connection to the account's state. */
final class PasswordSignInTest {
  private static final String PHONE = "9996620001";

  private final Town town = new Town(1);
  private final SplittableRandom random = new SplittableRandom(1);
  private final ClientPassword passwords =
      new ClientPassword(new DhGroups(random::nextBytes), random::nextBytes);

  @Requirement({"R-021", "K-001", "K-008", "K-015"})
  void r021_a_client_that_is_told_to_proves_its_password() throws ProtocolException {
    Town.Client owner = started();
    String hash = codeHash(owner);
    ask(owner, new AuthSignIn(PHONE, hash, Town.CODE, null));
    ask(owner, new AuthSignUp(false, PHONE, hash, "Ada", ""));
    var settings =
        passwords.replaced((AccountPassword) ask(owner, new AccountGetPassword()), secret(), "");
    assertThat(
            ask(owner, new AccountUpdatePasswordSettings(new InputCheckPasswordEmpty(), settings)))
        .isEqualTo(TlBool.TRUE);

    Town.Client other = started();
    assertThat(error(other, new AuthSignIn(PHONE, codeHash(other), Town.CODE, null)))
        .isEqualTo("SESSION_PASSWORD_NEEDED");
    assertThat(error(other, new UpdatesGetState())).isEqualTo("AUTH_KEY_UNREGISTERED");
    assertThat(error(other, new AuthCheckPassword(new InputCheckPasswordEmpty())))
        .isEqualTo("PASSWORD_HASH_INVALID");

    AccountPassword asked = (AccountPassword) ask(other, new AccountGetPassword());
    assertThat(ask(other, new AuthCheckPassword(passwords.proof(asked, secret()))))
        .isInstanceOf(AuthAuthorization.class);
    assertThat(ask(other, new UpdatesGetState())).isInstanceOf(UpdatesState.class);
  }

  private Town.Client started() {
    Town.Client client = town.client();
    client.endpoint.start(town.now);
    return client;
  }

  private String codeHash(Town.Client client) {
    CodeSettings settings = CodeSettings.builder().build();
    return ((AuthSentCode) ask(client, new AuthSendCode(PHONE, 1, "", settings))).phoneCodeHash();
  }

  private TlObject ask(Town.Client client, TlMethod<?> method) {
    int before = client.events(ClientEvent.Answered.class).size();
    client.endpoint.call(method, town.now);
    town.run(3 * Time.SECOND);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(before + 1);
    return client.events(ClientEvent.Answered.class).getLast().answer();
  }

  private String error(Town.Client client, TlMethod<?> method) {
    int before = client.events(ClientEvent.Refused.class).size();
    client.endpoint.call(method, town.now);
    town.run(3 * Time.SECOND);
    assertThat(client.events(ClientEvent.Refused.class)).hasSize(before + 1);
    return client.events(ClientEvent.Refused.class).getLast().error().text();
  }

  private static byte[] secret() {
    return "correct horse".getBytes(StandardCharsets.UTF_8);
  }
}
