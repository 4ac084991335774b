package io.mtlab.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.testing.Requirement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CombinatorNumberTest {
  /** Declarations of the field, one for each rule of the normal form. */
  private static final String KNOWN =
      """
      vector#1cb5c415 {t:Type} # [ t ] = Vector t;
      resPQ#05162463 nonce:int128 server_nonce:int128 pq:string\
       server_public_key_fingerprints:Vector<long> = ResPQ;
      future_salts#ae500895 req_msg_id:long now:int salts:vector<future_salt> = FutureSalts;
      msg_container#73f1f8dc messages:vector<message> = MessageContainer;
      message#5bb8e511 msg_id:long seqno:int bytes:int body:Object = Message;
      msg_copy#e06046b2 orig_message:%Message = MessageCopy;
      account.tmpPassword#db64fd34 tmp_password:bytes valid_until:int = account.TmpPassword;
      privacyKeyVoiceMessages#697f414 = PrivacyKey;
      dcOption#18b7a10d flags:# ipv6:flags.0?true media_only:flags.1?true\
       tcpo_only:flags.2?true cdn:flags.3?true static:flags.4?true\
       this_port_only:flags.5?true id:int ip_address:string port:int\
       secret:flags.10?bytes = DcOption;
      ---functions---
      invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;
      messages.sendVote#10ea6184 peer:InputPeer msg_id:int options:Vector<bytes> = Updates;
      upload.saveFilePart#b304a621 file_id:long file_part:int bytes:bytes = Bool;
      stories.getPeerMaxIDs#78499170 id:Vector<InputPeer> = Vector<RecentStory>;
      """;

  @Requirement("L-010")
  void l010_numbers_follow_from_the_declaration() throws SchemaException {
    Schema schema = SchemaParser.parse(KNOWN);
    assertThat(Stream.concat(schema.constructors().stream(), schema.methods().stream()))
        .hasSize(13)
        .allSatisfy(combinator ->
            assertThat(combinator.computedId())
                .as(combinator.normalised())
                .isEqualTo(combinator.id()));
    assertThat(schema.withOtherNumbers()).isEmpty();
  }

  @Requirement("L-010")
  void l010_a_number_is_computed_where_none_is_given() throws SchemaException {
    Schema schema =
        SchemaParser.parse("user id:int first_name:string last_name:string = User; int ? = Int;");
    assertThat(schema.constructors())
        .extracting(Combinator::id)
        .containsExactly(0xd23c81a3, 0xa8509bda);
  }

  @Requirement("L-010")
  void l010_a_given_number_stays_even_if_it_is_another() throws SchemaException {
    Schema schema =
        SchemaParser.parse("ipPortSecret#37982646 ipv4:int port:int secret:bytes = IpPort;");
    Combinator combinator = schema.withOtherNumbers().getFirst();
    assertThat(combinator.id()).isEqualTo(0x37982646);
    assertThat(combinator.computedId()).isEqualTo(0x402d9b47);
  }

  @Test
  void only_a_fields_own_bytes_become_string() throws SchemaException {
    Schema schema = SchemaParser.parse("a bytes:bytes x:Vector<bytes> = A;");
    assertThat(schema.constructors().getFirst().normalised())
        .isEqualTo("a bytes:string x:Vector bytes = A");
  }
}
