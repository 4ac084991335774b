package io.mtlab.mtproto.tl.layers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.Samples;
import io.mtlab.mtproto.tl.SchemaFiles;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.api.ChannelsJoinChannel;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InputPeerSelf;
import io.mtlab.mtproto.tl.api.MessagesChatInviteJoinResultOk;
import io.mtlab.mtproto.tl.api.MessagesSendMessage;
import io.mtlab.mtproto.tl.api.RecentStory;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.api.User;
import io.mtlab.mtproto.tl.api.UsersGetUsers;
import io.mtlab.schema.Combinator;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Queries and answers of older and newer layers than ours. */
final class LayersTest {
  private static final Layers LAYERS = new Layers();

  @Test
  void every_layer_has_its_own_numbers() {
    assertUser(158, 0x8f97c628);
    assertUser(190, 0x83314fca);
    assertUser(196, 0x4b46c37e);
    assertUser(198, 0x4b46c37e);
    assertUser(227, 0x31774388);
    for (int layer = 228; layer <= 230; layer++) {
      assertUser(layer, User.ID);
    }
    for (int layer = Layers.OLDEST; layer <= 230; layer++) {
      Combinator config = Layers.schemaOf(layer).constructor("config");
      assertThat(requireNonNull(config).id()).isEqualTo(0xcc1a241e);
    }
  }

  private static void assertUser(int layer, int number) {
    Bytes answer = answer(layer, UsersGetUsers.ID, new TlVector<>(List.of(user().build())));
    assertThat(answer.int32(8)).as("user of layer %s", layer).isEqualTo(number);
  }

  @Requirement("R-011")
  void r011_a_layer_that_nobody_speaks_is_none() {
    assertThat(LAYERS.of(Layers.OLDEST - 1)).isNull();
    assertThat(LAYERS.of(Layers.OURS + Layers.AHEAD_MAX + 1)).isNull();
    assertThat(layer(Layers.OURS + Layers.AHEAD_MAX).isOurs()).isTrue();
  }

  @Seeds(count = 3)
  void whatever_a_method_answers_can_be_read_in_every_layer(long seed) throws ProtocolException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = Layers.OLDEST; number < Layers.OURS; number += random.nextInt(1, 9)) {
      SchemaCodec theirs = codec(number);
      for (Combinator method : SchemaFiles.API.methods()) {
        Combinator asked = theirs.schema().method(method.name());
        if (asked == null || !method.parameters().isEmpty()) {
          continue;
        }
        TlMethod<?> query = (TlMethod<?>) read(Samples.of(method, SchemaFiles.API, random));
        TlObject answer =
            query.readAnswer(new TlReader(Samples.of(method.result(), SchemaFiles.API, random)));
        Bytes said = layer(number).answer(method.id(), answer);
        if (said != null) {
          assertThat(theirs.write(theirs.read(said, asked.result()), asked.result()))
              .as("layer %s, %s", number, method.name())
              .isEqualTo(said);
        }
      }
    }
  }

  @Seeds(count = 3)
  void whatever_a_layer_asks_is_our_query_or_refused_as_a_whole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = Layers.OLDEST; number < Layers.OURS; number += random.nextInt(1, 9)) {
      SchemaCodec theirs = codec(number);
      for (Combinator method : theirs.schema().methods()) {
        if (!method.parameters().isEmpty()) {
          continue;
        }
        Bytes query = Samples.of(method, theirs.schema(), random);
        try {
          TlMethod<?> ours = layer(number).query(query);
          assertThat(ours.constructorId())
              .isEqualTo(requireNonNull(SchemaFiles.API.method(method.name())).id());
        } catch (ProtocolException unsayable) {
          assertThat(unsayable.fault()).as(method.name()).isEqualTo(Malformed.WRONG_TYPE);
        }
      }
    }
  }

  @Seeds(count = 20)
  @Covers({"L-006", "L-008", "L-015"})
  void l006_broken_bytes_of_another_layer_end_with_a_fault(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SchemaCodec theirs = codec(158);
    Combinator send = requireNonNull(theirs.schema().method("messages.sendMessage"));
    byte[] query = Samples.of(send, theirs.schema(), random).toArray();
    for (int i = 0; i < 200; i++) {
      byte[] broken = query.clone();
      broken[random.nextInt(4, broken.length)] ^= (byte) (1 << random.nextInt(8));
      Bytes cut = Bytes.wrap(broken, 0, random.nextInt(4, broken.length + 1));
      try {
        layer(158).query(cut);
      } catch (ProtocolException fault) {
        assertThat(fault.fault()).isInstanceOf(Malformed.class);
      }
    }
  }

  @Test
  void what_is_alike_passes_as_it_is() throws ProtocolException {
    Bytes query = TlObjects.toBytes(new HelpGetConfig());
    assertThat(layer(158).query(query)).isEqualTo(new HelpGetConfig());
    assertThat(layer(230).isOurs()).isTrue();
    TlObject user = userWithStory();
    TlVector<TlObject> users = new TlVector<>(List.of(user));
    assertThat(answer(228, UsersGetUsers.ID, users)).isEqualTo(TlObjects.toBytes(users));
  }

  @Test
  void optional_fields_that_a_layer_does_not_know_are_left_out() throws ProtocolException {
    TlVector<TlObject> users = new TlVector<>(List.of(userWithStory()));
    SchemaCodec then = codec(190);
    Combinator asked = requireNonNull(then.schema().method("users.getUsers"));
    List<?> read = (List<?>) then.read(answer(190, UsersGetUsers.ID, users), asked.result());
    Node user = (Node) read.getFirst();
    assertThat(user.field("first_name")).isEqualTo(Bytes.fromHex("416461"));
    // A number then, an object of a type that there was not yet now.
    assertThat(user.fields()).doesNotContainKey("stories_max_id").containsKey("id");
  }

  @Test
  void an_answer_that_got_a_wrapper_loses_it_and_the_other_way_round() throws ProtocolException {
    TlObject joined = new MessagesChatInviteJoinResultOk(new UpdatesTooLong());
    assertThat(answer(225, ChannelsJoinChannel.ID, joined))
        .isEqualTo(TlObjects.toBytes(new UpdatesTooLong()));
    assertThat(answer(227, ChannelsJoinChannel.ID, joined)).isEqualTo(TlObjects.toBytes(joined));

    Node updates = codec(225).node("updatesTooLong", Map.of());
    Combinator asked = requireNonNull(SchemaFiles.API.method("channels.joinChannel"));
    Object wrapped = new Translation(SchemaFiles.API, true).value(updates, asked.result());
    assertThat(SchemaCodecs.ours().write(requireNonNull(wrapped), asked.result()))
        .isEqualTo(TlObjects.toBytes(joined));
  }

  @Test
  void a_method_with_another_number_is_found_by_its_name() throws ProtocolException {
    SchemaCodec then = codec(158);
    Node query =
        then.node(
            "messages.sendMessage",
            Map.of(
                "peer",
                then.node("inputPeerSelf", Map.of()),
                "silent",
                true,
                "reply_to_msg_id",
                7,
                "message",
                "hello",
                "random_id",
                5L));
    assertThat(query.declaration().id()).isEqualTo(0x1cc20387);
    assertThat(layer(158).query(then.write(query)))
        .isEqualTo(
            MessagesSendMessage.builder()
                .silent(true)
                .peer(new InputPeerSelf())
                .message("hello")
                .randomId(5)
                .build());
  }

  @Requirement({"L-013", "R-012"})
  void l013_a_number_of_another_layer_is_unknown_in_this_one() {
    Bytes old =
        codec(158)
            .write(
                codec(158)
                    .node(
                        "channels.joinChannel",
                        Map.of("channel", codec(158).node("inputChannelEmpty", Map.of()))));
    assertFault(Malformed.UNKNOWN_CONSTRUCTOR, 228, old);
    assertFault(Malformed.UNKNOWN_CONSTRUCTOR, 227, old);
    Bytes now =
        TlObjects.toBytes(new ChannelsJoinChannel(new io.mtlab.mtproto.tl.api.InputChannelEmpty()));
    assertFault(Malformed.UNKNOWN_CONSTRUCTOR, 158, now);
    assertThat(layer(158).knows(now.int32(0))).isFalse();
  }

  @Requirement("L-014")
  void l014_bytes_behind_a_query_of_another_layer_are_refused() {
    Bytes query =
        codec(158).write(codec(158).node("contacts.resolveUsername", Map.of("username", "a")));
    assertFault(Malformed.TRAILING_BYTES, 158, Bytes.concat(query, Bytes.fromHex("00000000")));
  }

  private static void assertFault(Malformed fault, int layer, Bytes query) {
    assertThatThrownBy(() -> layer(layer).query(query))
        .isInstanceOfSatisfying(
            ProtocolException.class, thrown -> assertThat(thrown.fault()).isEqualTo(fault));
  }

  private static TlObject read(Bytes bytes) throws ProtocolException {
    return TlObjects.read(new TlReader(bytes));
  }

  private static Bytes answer(int layer, int method, TlObject answer) {
    return requireNonNull(layer(layer).answer(method, answer));
  }

  private static ApiLayer layer(int number) {
    return requireNonNull(LAYERS.of(number));
  }

  private static SchemaCodec codec(int layer) {
    return SchemaCodecs.of(layer);
  }

  private static User.Builder user() {
    return User.builder().id(5).firstName("Ada").accessHash(9L);
  }

  private static User userWithStory() {
    return user().storiesMaxId(RecentStory.builder().maxId(3).build()).build();
  }
}
