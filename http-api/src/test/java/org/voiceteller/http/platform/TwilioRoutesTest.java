package org.voiceteller.http.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.platform.CallFates.Next;
import org.voiceteller.http.trial.OneNode;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.platform.PlatformCalls.End;
import org.voiceteller.streams.platform.Ticket;

/** Twilio's door as Twilio finds it. */
class TwilioRoutesTest {

  @RegisterExtension private static final OneNode NODE = new OneNode();

  private static final String PATH = "/v1/calls/twilio";
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
  private static final Map<String, String> CALL =
      Map.of(
          "CallSid", "CA1",
          "AccountSid", "AC1",
          "From", "+15552345678",
          "To", "+18005551212",
          "CallStatus", "ringing",
          "Direction", "inbound");

  @RegisterExtension private final TrialDoor door;

  TwilioRoutesTest() throws Exception {
    door = new TrialDoor(NODE.system());
  }

  @Test
  void answersACallWithItsStreamAndATicketThatSaysWhoCalls() throws Exception {
    var answer = door.form(PATH + "/answer?jurisdiction=US-CO&locale=en-US", CALL, null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(answer.body())
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Connect action=")
        .contains("action=\"https://teller.bank.example/v1/calls/twilio/next\"")
        .contains("<Stream url=\"wss://teller.bank.example/v1/calls/twilio\">")
        .endsWith("</Stream></Connect></Response>");
    assertThat(ticket(answer.body()))
        .isEqualTo(new Ticket("CA1", "+15552345678", "US-CO", "en-US", null));
  }

  @Test
  void believesNoNumberThatItsNetworkDisowns() throws Exception {
    assertThat(ticketFor(Map.of("StirVerstat", "TN-Validation-Failed-C")).from()).isNull();
    assertThat(ticketFor(Map.of("StirVerstat", "TN-Validation-Passed-A")).from())
        .isEqualTo("+15552345678");
    assertThat(ticketFor(Map.of("From", "+266696687")).from()).as("ANONYMOUS").isNull();
    assertThat(ticketFor(Map.of("From", "client:ann")).from()).isNull();
  }

  private Ticket ticketFor(Map<String, String> changes) throws Exception {
    var call = new HashMap<>(CALL);
    call.putAll(changes);
    return ticket(door.form(PATH + "/answer", call, null).body());
  }

  private Ticket ticket(String twiml) {
    Matcher found = TICKET.matcher(twiml);
    assertThat(found.find()).as(twiml).isTrue();
    return door.tickets.open(found.group(1)).orElseThrow();
  }

  @Test
  void refusesWhatTwilioDidNotSign() throws Exception {
    for (String signature : new String[] {"", "forged", TrialDoor.sha1(TrialDoor.PUBLIC + PATH)}) {
      for (String path : new String[] {"/answer", "/next"}) {
        var refused = door.form(PATH + path, CALL, signature);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("not-from-platform", "auth-token");
      }
    }
    var moved = door.form(PATH + "/answer", CALL, TrialDoor.sha1("https://evil.example" + PATH));
    assertThat(moved.statusCode()).isEqualTo(403);
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertThat(door.form(PATH + "/answer", Map.of("From", "+15552345678"), null).statusCode())
        .isEqualTo(400);
    assertThat(door.form(PATH + "/answer?jurisdiction=Colorado", CALL, null).body())
        .contains("jurisdiction");
    assertThat(door.webhook(PATH + "/answer", "{}", null).statusCode()).isEqualTo(415);
  }

  @Test
  void saysBusyWhenNoLineIsFree() throws Exception {
    lines().take(Lines.Wish.NEW_CALL);

    var answer = door.form(PATH + "/answer", CALL, null);

    assertThat(answer.body()).contains("<Response><Reject reason=\"busy\"/></Response>");
    assertThat(lines().refused(Lines.Refusal.FULL)).isEqualTo(1);
    door.answering = false;
    assertThat(door.form(PATH + "/answer", CALL, null).body()).contains("<Reject");
  }

  private Lines lines() {
    return door.lines;
  }

  @Test
  void saysWhatComesAfterTheStream() throws Exception {
    door.fates.ended("CA1", End.OVER);
    assertThat(next()).endsWith("<Response><Hangup/></Response>");

    door.fates.ended("CA1", End.TRANSFERRED);
    assertThat(next()).endsWith("<Dial><Number>+15552340000</Number></Dial></Response>");

    door.fates.fates.put("CA1", new Next.Broken("token-1", 1));
    String again = next();
    assertThat(again)
        .contains("<Stream url=\"wss://teller.bank.example/v1/calls/twilio/resume\">")
        .doesNotContain("<Pause", "token-1");
    assertThat(ticket(again)).isEqualTo(new Ticket("CA1", null, null, null, "token-1"));

    door.fates.fates.put("CA1", new Next.Broken("token-1", 2));
    assertThat(next()).contains("<Response><Pause length=\"1\"/><Connect");

    door.fates.fates.clear();
    assertThat(next()).endsWith("<Say>Please call again.</Say><Hangup/></Response>");
  }

  @Test
  void asksNobodyBackWhoHasHungUp() throws Exception {
    door.fates.fates.put("CA1", new Next.Broken("token-1", 1));

    assertThat(
            door.form(PATH + "/next", Map.of("CallSid", "CA1", "CallStatus", "completed"), null)
                .body())
        .endsWith("<Response><Hangup/></Response>");
  }

  private String next() throws Exception {
    return door.form(PATH + "/next", Map.of("CallSid", "CA1", "CallStatus", "in-progress"), null)
        .body();
  }

  @Test
  void opensASignedStreamWhoseTicketIsRight() throws Exception {
    String sealed = door.tickets.seal(new Ticket("CA1", "+15552345678", "US-CO", "en-US", null));
    var stream = door.connect(PATH, null, signed(PATH));

    stream
        .sendText(
            """
            {"event":"start","start":{"streamSid":"MZ1","callSid":"CA1","mediaFormat":
            {"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},
            "customParameters":{"ticket":"%s"}}}
            """
                .formatted(sealed),
            true)
        .join();

    assertThat(door.heard.poll(20, TimeUnit.SECONDS))
        .contains("call.start", "\"from\":\"+15552345678\"", "\"channel\":\"twilio\"");
    assertThat(door.peers.poll(20, TimeUnit.SECONDS)).isEqualTo(new Peer(null, "twilio", true));
    stream.abort();
  }

  @Test
  void refusesAStreamThatIsNotSignedBeforeTheUpgrade() throws Exception {
    assertThat(door.refusal(PATH, null, Map.of()).statusCode()).isEqualTo(403);
    assertThat(door.refusal(PATH, null, Map.of("X-Twilio-Signature", "forged")).statusCode())
        .isEqualTo(403);
    assertThat(door.refusal(PATH, null, signed(PATH + "/resume")).statusCode()).isEqualTo(403);
    String https = TrialDoor.sha1(TrialDoor.PUBLIC + PATH);
    assertThat(door.refusal(PATH, null, Map.of("X-Twilio-Signature", https)).statusCode())
        .as("signed as another address")
        .isEqualTo(403);
    assertThat(
            door.get(
                    PATH,
                    "X-Twilio-Signature",
                    requireNonNull(signed(PATH).get("X-Twilio-Signature")))
                .statusCode())
        .isEqualTo(426);
  }

  @Test
  void keepsLinesForCallsThatComeBack() throws Exception {
    lines().take(Lines.Wish.NEW_CALL);

    var refused = door.refusal(PATH, null, signed(PATH));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("7");
    var back = door.connect(PATH + "/resume", null, signed(PATH + "/resume"));
    assertThat(door.peers.poll(20, TimeUnit.SECONDS)).isEqualTo(new Peer(null, "twilio", false));
    back.abort();
  }

  private static Map<String, String> signed(String path) throws Exception {
    return Map.of("X-Twilio-Signature", TrialDoor.sha1("wss://teller.bank.example" + path));
  }
}
