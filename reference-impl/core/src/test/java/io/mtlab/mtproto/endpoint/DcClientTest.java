package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.dc.DcClient;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.api.AuthAuthorization;
import io.mtlab.mtproto.tl.api.AuthCancelCode;
import io.mtlab.mtproto.tl.api.AuthExportAuthorization;
import io.mtlab.mtproto.tl.api.AuthExportedAuthorization;
import io.mtlab.mtproto.tl.api.AuthImportAuthorization;
import io.mtlab.mtproto.tl.api.AuthResendCode;
import io.mtlab.mtproto.tl.api.AuthSendCode;
import io.mtlab.mtproto.tl.api.AuthSentCode;
import io.mtlab.mtproto.tl.api.AuthSignIn;
import io.mtlab.mtproto.tl.api.AuthSignUp;
import io.mtlab.mtproto.tl.api.CodeSettings;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.NearestDc;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import io.mtlab.testing.Requirement;
import java.util.List;

/** A client that is sent from data centre to data centre. */
final class DcClientTest {
  /** Reserved for tests: it belongs to data centre 2, with code 22222 or 222222. */
  private static final String PHONE = "9996621234";

  private final Centres centres = new Centres(1, 1, 2);

  @Requirement({"R-015", "R-029"})
  void r015_signing_in_moves_to_the_home_of_the_phone_number() {
    User user = signedIn("222222");
    assertThat(centres.client.home()).isEqualTo(2);
    assertThat(centres.events).contains(new DcClient.HomeChanged(2));
    assertThat(user.id()).isGreaterThan(2_000_000_000L);
    TlVector<?> self = (TlVector<?>) answer(centres.client.call(self(), centres.now));
    assertThat(self.elements()).hasSize(1);
  }

  @Requirement({"B-019", "T-029"})
  void b019_what_a_server_tells_of_the_data_centres_is_obeyed() {
    DcOption builtIn =
        DcOption.builder()
            .id(1)
            .ipAddress("dc1")
            .port(5222)
            .tcpoOnly(true)
            .thisPortOnly(true)
            .build();
    Centres told = new Centres(List.of(builtIn), 1, 1, 2);
    told.client.callAt(2, new HelpGetNearestDc(), told.now);
    told.run(Time.SECOND);
    assertThat(told.events(ClientEvent.Refused.class)).as("nothing is known of it").hasSize(1);

    told.client.call(new HelpGetConfig(), told.now);
    told.run(Time.SECOND);
    told.client.call(new AuthSendCode(PHONE, 1, "hash", CodeSettings.builder().build()), told.now);
    told.run(Time.SECOND);
    assertThat(told.dialled).containsExactly(new Address("dc1", 5222), new Address("dc2", 443));
    assertThat(told.events(ClientEvent.Connected.class))
        .extracting(connected -> connected.transport().name())
        .containsExactly("obfuscated-padded", "full");
  }

  @Requirement({"R-017", "R-015"})
  void r017_a_visit_elsewhere_takes_the_authorization_along_once() {
    User user = signedIn("22222");
    for (int i = 0; i < 2; i++) {
      TlVector<?> self = (TlVector<?>) answer(centres.client.callAt(1, self(), centres.now));
      assertThat(self.elements())
          .singleElement()
          .isInstanceOfSatisfying(User.class, seen -> assertThat(seen.id()).isEqualTo(user.id()));
    }
    assertThat(centres.client.home()).isEqualTo(2);
    // what signed in first was sent away; then an import and two calls
    assertThat(centres.queries.get(1)).isEqualTo(1 + 1 + 2);
  }

  @Requirement({"R-017", "R-021"})
  void r017_who_is_not_signed_in_at_home_is_let_in_nowhere() {
    assertThat(refusal(centres.client.callAt(2, self(), centres.now)))
        .isEqualTo("AUTH_KEY_UNREGISTERED");
  }

  @Requirement({"R-017", "Z-008"})
  void r017_what_was_exported_is_good_once_and_for_one_data_centre() {
    signedIn("22222");
    var exported =
        (AuthExportedAuthorization)
            answer(centres.client.call(new AuthExportAuthorization(1), centres.now));
    byte[] changed = exported.bytes().toArray();
    changed[40] ^= 1;
    assertThat(importAt(1, exported.id(), Bytes.wrap(changed))).isEqualTo("AUTH_BYTES_INVALID");
    assertThat(importAt(1, exported.id() + 1, exported.bytes())).isEqualTo("AUTH_BYTES_INVALID");
    assertThat(importAt(2, exported.id(), exported.bytes())).isEqualTo("AUTH_BYTES_INVALID");
    assertThat(importAt(1, exported.id(), exported.bytes())).isEmpty();
    assertThat(importAt(1, exported.id(), exported.bytes())).isEqualTo("AUTH_BYTES_INVALID");
    assertThat(refusal(centres.client.call(new AuthExportAuthorization(9), centres.now)))
        .isEqualTo("DC_ID_INVALID");
  }

  @Requirement("R-016")
  void r016_two_data_centres_that_point_at_each_other_end_in_an_error() {
    centres.sends.put(1, new RpcError(303, "NETWORK_MIGRATE_2"));
    centres.sends.put(2, new RpcError(303, "NETWORK_MIGRATE_1"));
    assertThat(refusal(centres.client.call(new HelpGetNearestDc(), centres.now)))
        .isEqualTo("NETWORK_MIGRATE_1");
    assertThat(centres.queries).containsEntry(1, 1).containsEntry(2, 1);
    centres.sends.clear();
    assertThat(answer(centres.client.call(new HelpGetNearestDc(), centres.now)))
        .isInstanceOf(NearestDc.class);
  }

  @Requirement({"R-015", "R-016"})
  void r015_a_file_elsewhere_moves_the_query_and_not_the_home() {
    signedIn("22222");
    centres.sends.put(2, new RpcError(303, "FILE_MIGRATE_1"));
    NearestDc nearest =
        (NearestDc) answer(centres.client.call(new HelpGetNearestDc(), centres.now));
    assertThat(nearest.thisDc()).isEqualTo(1);
    assertThat(centres.client.home()).isEqualTo(2);
    centres.sends.put(2, new RpcError(303, "FILE_MIGRATE_7"));
    assertThat(refusal(centres.client.call(new HelpGetNearestDc(), centres.now)))
        .isEqualTo("FILE_MIGRATE_7");
  }

  @Requirement("R-029")
  void r029_only_a_reserved_number_has_its_digit_as_code() {
    String hash = sendCode("12025550100").phoneCodeHash();
    assertThat(refusal(call(new AuthSignIn("12025550100", hash, "22222", null))))
        .isEqualTo("PHONE_CODE_INVALID");
    String reserved = sendCode(PHONE).phoneCodeHash();
    assertThat(refusal(call(new AuthSignIn(PHONE, reserved, "11111", null))))
        .isEqualTo("PHONE_CODE_INVALID");
  }

  @Requirement("R-029")
  void r029_a_code_is_sent_again_some_times_and_can_be_called_off() {
    String hash = sendCode(PHONE).phoneCodeHash();
    for (int i = 0; i < 3; i++) {
      assertThat(answer(call(new AuthResendCode(PHONE, hash, null))))
          .isInstanceOf(AuthSentCode.class);
    }
    assertThat(refusal(call(new AuthResendCode(PHONE, hash, null))))
        .isEqualTo("SEND_CODE_UNAVAILABLE");
    assertThat(refusal(call(new AuthCancelCode(PHONE, "another")))).isEqualTo("PHONE_CODE_EXPIRED");
    assertThat(answer(call(new AuthCancelCode(PHONE, hash)))).isEqualTo(TlBool.of(true));
    assertThat(refusal(call(new AuthSignIn(PHONE, hash, "22222", null))))
        .isEqualTo("PHONE_CODE_EXPIRED");
  }

  private User signedIn(String code) {
    String hash = sendCode(PHONE).phoneCodeHash();
    call(new AuthSignIn(PHONE, hash, code, null));
    var in = (AuthAuthorization) answer(call(new AuthSignUp(false, PHONE, hash, "A", "B")));
    return (User) in.user();
  }

  private AuthSentCode sendCode(String phone) {
    CodeSettings settings = CodeSettings.builder().build();
    return (AuthSentCode) answer(call(new AuthSendCode(phone, 1, "hash", settings)));
  }

  private Ticket call(TlMethod<?> method) {
    Ticket ticket = centres.client.call(method, centres.now);
    centres.run(Time.SECOND);
    return ticket;
  }

  /** The error of an import; empty if it was taken. */
  private String importAt(int dc, long id, Bytes bytes) {
    Ticket ticket =
        dc == centres.client.home()
            ? centres.client.call(new AuthImportAuthorization(id, bytes), centres.now)
            : centres.client.callAt(dc, new AuthImportAuthorization(id, bytes), centres.now);
    centres.run(Time.SECOND);
    return centres.events(ClientEvent.Refused.class).stream()
        .filter(refused -> refused.ticket().equals(ticket))
        .map(refused -> refused.error().text())
        .findFirst()
        .orElse("");
  }

  private static TlMethod<?> self() {
    return new UsersGetUsers(List.of(new InputUserSelf()));
  }

  private TlObject answer(Ticket ticket) {
    centres.run(Time.SECOND);
    return centres.events(ClientEvent.Answered.class).stream()
        .filter(answered -> answered.ticket().equals(ticket))
        .findFirst()
        .orElseThrow()
        .answer();
  }

  private String refusal(Ticket ticket) {
    centres.run(Time.SECOND);
    return centres.events(ClientEvent.Refused.class).stream()
        .filter(refused -> refused.ticket().equals(ticket))
        .findFirst()
        .orElseThrow()
        .error()
        .text();
  }
}
