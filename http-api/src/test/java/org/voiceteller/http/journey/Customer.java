package org.voiceteller.http.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** A customer of the samples on the line: has a phone number, and reads the codes sent to it. */
final class Customer implements AutoCloseable {

  private static final String PAT_EXAMPLE = "+1-555-234-5678";

  private final RunningTeller teller;
  private final String number;
  private final int codesBefore;
  private final Caller caller;
  private int codesRead;

  /** Where in the call the customer last spoke: what they listen for comes after. */
  private int spoke;

  Customer(RunningTeller teller) throws InterruptedException {
    this(teller, PAT_EXAMPLE);
  }

  Customer(RunningTeller teller, String number) throws InterruptedException {
    this.teller = teller;
    this.number = number;
    this.codesBefore = teller.codes().size();
    this.caller = Caller.call(teller.calls());
    caller.awaitAgent("How may I help you today?");
  }

  void says(String words) {
    spoke = caller.events().size();
    caller.type(words);
  }

  void presses(String keys) {
    spoke = caller.events().size();
    caller.press(keys);
  }

  void givesTheNumber() throws InterruptedException {
    hears("may I have your phone number");
    says(number);
  }

  /** Types the code that was sent last. */
  void givesTheCode() throws Exception {
    says(nextCode());
  }

  /** The next code that comes to the phone. */
  String nextCode() throws Exception {
    int wanted = codesBefore + ++codesRead;
    return Health.await("code number " + wanted, teller::codes, codes -> codes.size() >= wanted)
        .get(wanted - 1);
  }

  void hears(String words) throws InterruptedException {
    caller.from(spoke).awaitAgent(words);
  }

  void hearsMatching(String pattern) throws InterruptedException {
    var wanted = Pattern.compile(pattern);
    caller
        .from(spoke)
        .await(
            "the agent to say " + pattern,
            event -> isAgents(event) && wanted.matcher(event.path("text").asText()).find());
  }

  JsonNode awaitTool(String tool, String outcome) throws InterruptedException {
    return caller
        .from(spoke)
        .await(
            tool + " " + outcome,
            event ->
                event.path("type").asText().equals("tool.finished")
                    && event.path("tool").asText().equals(tool)
                    && event.path("outcome").asText().equals(outcome));
  }

  /** The level reached so far. */
  int level() {
    return caller.events().stream()
        .filter(event -> event.path("type").asText().equals("authentication.level"))
        .mapToInt(event -> event.path("level").asInt())
        .max()
        .orElse(0);
  }

  String callId() throws InterruptedException {
    return caller.again().awaitType("call.started").path("callId").asText();
  }

  Caller line() {
    return caller;
  }

  private static boolean isAgents(JsonNode event) {
    return event.path("type").asText().equals("transcript")
        && event.path("role").asText().equals("agent");
  }

  @Override
  public void close() {
    caller.close();
  }
}
