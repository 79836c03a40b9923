package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.localsonic.dialogue.Conversation.agent;
import static org.voiceteller.localsonic.dialogue.Conversation.caller;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything in a call that is not a wish. */
class TalkTest {

  private static final String PHONE =
      "For your security, may I have your phone number to verify your identity?";

  private final Conversation call = Conversation.withBank();

  @Test
  void refusesWhatNoToolDoes() {
    assertThat(call.says("what's the weather like"))
        .startsWith("I'm sorry, I can't help with that.");
    assertThat(call.says("what is your exchange rate"))
        .startsWith("I'm sorry, I can't help with that.");
  }

  @Test
  void saysSoWhenNobodyCanBeReached() {
    assertThat(call.says("let me speak to a person"))
        .startsWith("I'm sorry, I can't put you through to a person from here.");
  }

  @Test
  void saysToWhoWantsAPersonWhatThePromptSays() {
    assertThat(
            SystemPrompt.of("Be kind. When the caller asks for a person, say: \"Of course.\"")
                .person())
        .contains("Of course.");
    assertThat(SystemPrompt.of("Be kind.").person()).isEmpty();
  }

  @Test
  void repeatsWhatItSaid() {
    call.says("what's my balance");
    call.toolSays("Your balance is $20.");

    assertThat(call.says("can you say that again?")).isEqualTo("Your balance is $20.");
  }

  @Test
  void offersTypingWhenTheCallerIsNotUnderstoodTwice() {
    assertThat(call.mumbles())
        .isEqualTo("I'm sorry, I didn't catch that. Could you say it again, please?");
    assertThat(call.mumbles()).contains("type it").contains("keypad");
  }

  @Test
  void saysThatASlowToolTakesAMoment() {
    call.says("what's my balance");

    assertThat(call.says("[The tool takes longer than usual.]")).contains("moment");
    assertThat(call.says("hello?")).isEqualTo("One moment, please.");
  }

  @Test
  void takesThanksAndGoodbye() {
    assertThat(call.says("thank you")).startsWith("You're welcome.");
    assertThat(call.says("no, that's all")).isEqualTo("Thank you for calling. Goodbye!");
  }

  @Test
  void saysWordForWordWhatTheTelephoneSystemWantsSaid() {
    assertThat(call.says("[The caller is silent. Say: \"Are you still there?\"]"))
        .isEqualTo("Are you still there?");
    assertThat(
            call.says(
                "[The bank's answer to freezeCardTool has come. {\"say\":\"Frozen. Bye.\"} Say:"
                    + " \"Frozen. Bye.\"]"))
        .isEqualTo("Frozen. Bye.");
  }

  @Test
  void passesOverCuesThatItDoesNotKnow() {
    assertThat(call.says("[Something new.]")).isEmpty();
  }

  @Test
  void repeatsTheOpenQuestionOfAResumedCallAndGoesOnWithIt() {
    var resumed = Conversation.withBank(caller("What's my checking balance?"), agent(PHONE));

    assertThat(resumed.says("[The caller is back.]")).isEqualTo("We are connected again. " + PHONE);
    assertThat(resumed.expects()).isEqualTo(new Expectation.Digits(10, 11));
    assertThat(resumed.says("555 234 5678")).startsWith("authenticateTool");
    resumed.toolSays("Twenty.");
    assertThat(resumed.says("and savings?"))
        .isEqualTo("checkBalanceTool {'accountType':'savings'}");
  }

  @Test
  void goesOnWithItsOwnQuestionAndWhatWasSaidBeforeIt() {
    var renewed =
        Conversation.withBank(
            caller("I need my statement for December"),
            agent("How would you like it: by email, mail or download?"));

    assertThat(renewed.says("by email"))
        .isEqualTo("requestStatementTool {'delivery':'email','month':'2023-12'}");
  }

  @Test
  void goesOnWithWhatWasOpenBeforeAResumedCallersSilence() {
    for (var asked : List.of(PHONE + " Are you still there?", "Are you still there?")) {
      var resumed =
          Conversation.withBank(caller("What's my checking balance?"), agent(PHONE), agent(asked));

      assertThat(resumed.says("[The caller is back.]"))
          .isEqualTo("We are connected again. " + PHONE);
      assertThat(resumed.says("555 234 5678")).startsWith("authenticateTool");
    }
  }

  @Test
  void usesNoToolAgainForAResumedCallWithoutAnOpenQuestion() {
    var resumed =
        Conversation.withBank(caller("What's my checking balance?"), agent("Twenty dollars."));

    assertThat(resumed.says("[The caller is back.]"))
        .isEqualTo("We are connected again. How may I help you?");
  }

  @Test
  void readsDataOutWhenTheToolGivesNoSentence() {
    call.says("show me my recent transactions");

    assertThat(
            call.toolAnswers(
                """
                {"outcome":"succeeded","transactions":[
                  {"id":"T1","date":"2024-01-15","merchant":"Whole Foods","amount":"54.20"},
                  {"id":"T2","date":"2024-01-14","merchant":"Amazon","amount":"12.00","pending":true},
                  {"id":"T3","date":"2022-01-13","merchant":"Shell","amount":"-40.00"},
                  {"id":"T4","date":"2024-01-12","merchant":"Netflix","amount":"15.49"}]}
                """))
        .isEqualTo(
            "I have 4 transactions. First, January 15, Whole Foods, $54.20. Second, January 14,"
                + " Amazon, $12, pending. Third, January 13, 2022, Shell, minus $40. There is one"
                + " more. Would you like to hear it?");
    assertThat(call.expects()).isEqualTo(new Expectation.YesOrNo());
    assertThat(call.says("yes please")).isEqualTo("Fourth, January 12, Netflix, $15.49.");
  }

  @Test
  void isHonestAboutAFailureWithoutASentence() {
    call.says("what's my balance");

    assertThat(call.toolAnswers("{\"outcome\":\"failed\"}"))
        .isEqualTo("I'm sorry, that did not work just now. Please try again in a moment.");
    call.says("what's my balance");
    assertThat(call.toolAnswers("no json")).startsWith("I'm sorry, that did not work just now.");
  }
}
