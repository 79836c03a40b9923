package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.platform.CallFates.Next;
import org.voiceteller.http.trial.OneNode;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.platform.PlatformCalls.End;
import org.voiceteller.streams.platform.Ticket;

/** jambonz's door as jambonz finds it. */
class JambonzRoutesTest {

  @RegisterExtension private static final OneNode NODE = new OneNode();

  private static final String PATH = "/v1/calls/jambonz";
  private static final String SUBPROTOCOL = "audio.jambonz.org";
  private static final String CALL =
      """
      {"call_sid":"2e8a7ed2-9ab4-4b2f-9d62-52f0d2d0a6d2","direction":"inbound",
      "from":"+15552345678","to":"+15085551212","call_status":"trying","sip_status":100}
      """;
  private static final String CALL_SID = "2e8a7ed2-9ab4-4b2f-9d62-52f0d2d0a6d2";

  @RegisterExtension private final TrialDoor door;

  JambonzRoutesTest() throws Exception {
    door = new TrialDoor(NODE.system());
  }

  @Test
  void answersACallWithTheVerbThatStreamsIt() throws Exception {
    var answer = door.webhook(PATH + "/answer?jurisdiction=US-CO", CALL, null);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode listen = json(answer.body()).path(0);
    assertThat(listen.path("verb").asText()).isEqualTo("listen");
    assertThat(listen.path("url").asText()).isEqualTo("wss://teller.bank.example" + PATH);
    assertThat(listen.path("actionHook").asText())
        .isEqualTo("https://teller.bank.example" + PATH + "/next");
    assertThat(listen.path("mixType").asText()).isEqualTo("mono");
    assertThat(listen.path("sampleRate").asInt()).isEqualTo(16_000);
    assertThat(listen.path("passDtmf").asBoolean()).isTrue();
    assertThat(listen.path("bidirectionalAudio"))
        .isEqualTo(json("{\"enabled\":true,\"streaming\":true,\"sampleRate\":8000}"));
    assertThat(ticket(listen)).isEqualTo(new Ticket(CALL_SID, "+15552345678", "US-CO", null, null));
  }

  @Test
  void refusesWhatJambonzDidNotSign() throws Exception {
    for (String signature :
        new String[] {"", "t=1768478400,v1=0", TrialDoor.sha256(CALL + " "), "v1"}) {
      for (String path : new String[] {"/answer", "/next"}) {
        var refused = door.webhook(PATH + path, CALL, signature);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("not-from-platform", "webhook-secret");
      }
    }
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertThat(door.webhook(PATH + "/answer", "{}", null).statusCode()).isEqualTo(400);
    assertThat(door.webhook(PATH + "/answer", "no JSON", null).statusCode()).isEqualTo(400);
    assertThat(door.webhook(PATH + "/answer?locale=!", CALL, null).statusCode()).isEqualTo(400);
  }

  @Test
  void saysBusyWhenNoLineIsFree() throws Exception {
    door.lines.take(Lines.Wish.NEW_CALL);

    JsonNode verb = json(door.webhook(PATH + "/answer", CALL, null).body()).path(0);

    assertThat(verb.path("verb").asText()).isEqualTo("sip:decline");
    assertThat(verb.path("status").asInt()).isEqualTo(486);
    assertThat(verb.path("headers").path("Retry-After").asText()).isEqualTo("7");
  }

  @Test
  void saysWhatComesAfterTheStream() throws Exception {
    door.fates.ended(CALL_SID, End.OVER);
    assertThat(next()).isEqualTo(json("[{\"verb\":\"hangup\"}]"));

    door.fates.ended(CALL_SID, End.TRANSFERRED);
    assertThat(next())
        .isEqualTo(
            json(
                """
                [{"verb":"dial","target":[{"type":"sip","sipUri":"sip:desk@bank.example"}]}]
                """));

    door.fates.fates.put(CALL_SID, new Next.Broken("token-1", 1));
    JsonNode listen = next().path(0);
    assertThat(listen.path("url").asText())
        .isEqualTo("wss://teller.bank.example" + PATH + "/resume");
    assertThat(ticket(listen)).isEqualTo(new Ticket(CALL_SID, null, null, null, "token-1"));

    door.fates.fates.put(CALL_SID, new Next.Broken("token-1", 2));
    assertThat(next().path(0)).isEqualTo(json("{\"verb\":\"pause\",\"length\":1}"));

    door.fates.fates.clear();
    assertThat(next())
        .isEqualTo(
            json("[{\"verb\":\"say\",\"text\":\"Please call again.\"},{\"verb\":\"hangup\"}]"));
  }

  private JsonNode next() throws Exception {
    return json(door.webhook(PATH + "/next", CALL.replace("trying", "in-progress"), null).body());
  }

  @Test
  void opensAStreamWithThePasswordOfItsDocument() throws Exception {
    JsonNode listen = json(door.webhook(PATH + "/answer", CALL, null).body()).path(0);
    var stream = door.connect(PATH, SUBPROTOCOL, basic(listen));

    stream
        .sendText(
            "{\"sampleRate\":16000,\"mixType\":\"mono\",\"callSid\":\"%s\",\"ticket\":\"%s\"}"
                .formatted(CALL_SID, listen.path("metadata").path("ticket").asText()),
            true)
        .join();

    assertThat(stream.getSubprotocol()).isEqualTo(SUBPROTOCOL);
    assertThat(door.heard.poll(20, TimeUnit.SECONDS))
        .contains("call.start", "\"from\":\"+15552345678\"", "\"channel\":\"jambonz\"");
    assertThat(door.peers.poll(20, TimeUnit.SECONDS)).isEqualTo(new Peer(null, "jambonz", true));
    stream.abort();
  }

  @Test
  void refusesAStreamWithoutItBeforeTheUpgrade() throws Exception {
    JsonNode listen = json(door.webhook(PATH + "/answer", CALL, null).body()).path(0);

    assertThat(door.refusal(PATH, SUBPROTOCOL, Map.of()).statusCode()).isEqualTo(403);
    assertThat(
            door.refusal(PATH, SUBPROTOCOL, Map.of("Authorization", "Basic Zm9yZ2VkOm9uZQ=="))
                .statusCode())
        .isEqualTo(403);
    assertThat(door.refusal(PATH, null, basic(listen)).statusCode()).isEqualTo(400);
    assertThat(door.refusal(PATH, "voice-teller.v1", basic(listen)).statusCode()).isEqualTo(400);
  }

  private Ticket ticket(JsonNode listen) {
    return door.tickets.open(listen.path("metadata").path("ticket").asText()).orElseThrow();
  }

  private static Map<String, String> basic(JsonNode listen) {
    String both =
        listen.path("wsAuth").path("username").asText()
            + ":"
            + listen.path("wsAuth").path("password").asText();
    return Map.of(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
