package io.mtlab.mtproto.endpoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.SchemaFiles;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;
import io.mtlab.mtproto.tl.api.AuthImportBotAuthorization;
import io.mtlab.mtproto.tl.api.InputUserSelf;
import io.mtlab.mtproto.tl.api.Updates;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.tl.layers.Node;
import io.mtlab.mtproto.tl.layers.PushBody;
import io.mtlab.mtproto.tl.layers.SchemaCodec;
import io.mtlab.schema.Schema;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import io.mtlab.schema.TypeExpression;
import io.mtlab.testing.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole server and clients of layers that are not its own. */
final class OtherLayersTest {
  /** Numbers, orders and fields that no real layer has. */
  private static final String MADE_UP =
      """
      // LAYER 4242
      boolFalse#bc799737 = Bool;
      boolTrue#997275b5 = Bool;
      inputUserSelf = InputUser;
      user flags:# last_name:flags.7?string id:long first_name:flags.3?string shoe_size:int
          bot:flags.31?true nick:flags.30?Vector<string> = User;
      ---functions---
      invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;
      initConnection#c1cd5ea9 {X:Type} flags:# api_id:int device_model:string system_version:string
          app_version:string system_lang_code:string lang_pack:string lang_code:string
          query:!X = X;
      auth.importBotAuthorization bot_auth_token:string api_hash:string api_id:int = User;
      users.getUsers id:Vector<InputUser> why:string = Vector<User>;
      stories.tell = Bool;
      """;

  private final SchemaCodec codec = codec();
  private final Town town = new Town(1, layers());

  /** A query in the words of another layer. */
  private record Said(Bytes query) implements TlMethod<Heard> {
    @Override
    public int constructorId() {
      return query.int32(0);
    }

    @Override
    public void write(TlWriter writer) {
      writer.raw(query);
    }

    @Override
    public Heard readAnswer(TlReader reader) throws ProtocolException {
      return new Heard(reader.rest());
    }
  }

  /** Its answer. */
  private record Heard(Bytes answer) implements TlObject {
    @Override
    public int constructorId() {
      return answer.int32(0);
    }

    @Override
    public void write(TlWriter writer) {
      writer.raw(answer);
    }
  }

  @Test
  void an_older_client_is_answered_in_its_own_numbers() {
    Town.Client client = town.clientOf(158);
    client.endpoint.start(town.now);
    call(client, new Said(TlObjects.toBytes(bot())));
    Bytes users =
        call(client, new Said(TlObjects.toBytes(new UsersGetUsers(List.of(new InputUserSelf())))));
    assertThat(users.int32(8)).isEqualTo(0x8f97c628);

    Town.Client ours = town.client();
    ours.endpoint.start(town.now);
    call(ours, new Said(TlObjects.toBytes(bot())));
    users =
        call(ours, new Said(TlObjects.toBytes(new UsersGetUsers(List.of(new InputUserSelf())))));
    assertThat(users.int32(8)).isEqualTo(User.ID);
  }

  @Requirement("R-012")
  void r012_a_client_of_a_schema_from_a_file_speaks_its_own_layer() throws ProtocolException {
    Town.Client client = town.clientOf(4242);
    client.endpoint.start(town.now);
    // Its sign-in has another order, and is answered by what our answer only wraps.
    say(
        client,
        "auth.importBotAuthorization",
        Map.of("bot_auth_token", "7:token_of_a_bot", "api_hash", "hash", "api_id", 1));
    assertThat(client.events(ClientEvent.Refused.class)).isEmpty();

    Map<String, Object> why =
        Map.of("id", List.of(codec.node("inputUserSelf", Map.of())), "why", "");
    Bytes answer = say(client, "users.getUsers", why);
    TypeExpression type = requireNonNull(codec.schema().method("users.getUsers")).result();
    Node user = (Node) ((List<?>) codec.read(answer, type)).getFirst();
    assertThat(user.field("bot")).isEqualTo(true);
    assertThat(user.field("id")).isInstanceOf(Long.class);
    assertThat(user.field("shoe_size")).isEqualTo(0);
    assertThat(user.field("first_name")).isInstanceOf(Bytes.class);
    assertThat(user.fields()).doesNotContainKeys("nick", "last_name");

    // A method that only the client knows, and one that only we know.
    client.endpoint.call(new Said(codec.write(codec.node("stories.tell", Map.of()))), town.now);
    client.endpoint.call(new Said(TlObjects.toBytes(bot())), town.now);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.Refused.class))
        .hasSize(2)
        .allSatisfy(
            refused -> assertThat(refused.error().text()).startsWith("INPUT_METHOD_INVALID"));
  }

  @Test
  void a_push_is_encoded_once_for_each_layer() {
    Layers layers = new Layers();
    var body =
        new PushBody(
            new Updates(List.of(), List.of(User.builder().id(5).build()), List.of(), 1, 2));
    Bytes ours = body.in(layers.ours());
    assertThat(body.in(requireNonNull(layers.of(Layers.OURS)))).isSameAs(ours);
    assertThat(body.in(requireNonNull(layers.of(230)))).isSameAs(ours);
    Bytes then = body.in(requireNonNull(layers.of(190)));
    assertThat(then).isNotEqualTo(ours);
    assertThat(body.in(requireNonNull(layers.of(190)))).isSameAs(then);
    assertThat(body.in(requireNonNull(layers.of(158)))).isNotSameAs(then).isNotEqualTo(then);
  }

  @Test
  void who_has_no_words_for_a_push_is_told_to_ask() {
    var body = new PushBody(new Updates(List.of(), List.of(), List.of(), 1, 2));
    assertThat(body.in(requireNonNull(layers().of(4242))))
        .isEqualTo(TlObjects.toBytes(new UpdatesTooLong()));
  }

  private static AuthImportBotAuthorization bot() {
    return new AuthImportBotAuthorization(0, 1, "hash", "7:token_of_a_bot");
  }

  private Bytes say(Town.Client client, String method, Map<String, Object> fields) {
    return call(client, new Said(codec.write(codec.node(method, fields))));
  }

  private Bytes call(Town.Client client, Said query) {
    int before = client.events(ClientEvent.Answered.class).size();
    client.endpoint.call(query, town.now);
    town.run(2 * Time.SECOND);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(before + 1);
    return ((Heard) client.events(ClientEvent.Answered.class).getLast().answer()).answer();
  }

  private static Layers layers() {
    try {
      return new Layers(schema());
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  private static SchemaCodec codec() {
    try {
      assertThat(SchemaFiles.API.layer()).hasValue(Layers.OURS);
      return SchemaCodec.of(schema());
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  private static Schema schema() throws SchemaException {
    return SchemaParser.parse(MADE_UP);
  }
}
