package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.tool.ToolAnswer;

class ProposalTest {

  private static final String TRANSFER =
      "{\"amount\":\"500\",\"fromAccountType\":\"checking\",\"toAccountType\":\"savings\"}";
  private static final String YES = with(TRANSFER, "yes");

  private final PlayedCall call = PlayedCall.atLevelOne();

  @BeforeEach
  void verify() {
    call.use("verifyOtpTool", "{}");
    call.enterCode();
    assertThat(say(transfer(TRANSFER))).isEqualTo("Shall I?");
    call.agentSays("Shall I?");
  }

  @Test
  void movesMoneyAfterTheCallersYesUnderTheIdOfTheReadBack() {
    String readBack = call.works.getLast().jobId();
    call.callerSays("yes");

    assertThat(say(transfer(YES))).isEqualTo("INTERNAL_TRANSFER done.");

    assertThat(call.works.getLast().confirmed()).isTrue();
    assertThat(call.works.getLast().jobId()).isEqualTo(readBack);
    assertThat(call.live().agenda().proposal()).isNull();
    assertThat(call.journal.events(CallEvent.ProposalConfirmed.class)).hasSize(1);
  }

  @Test
  void movesNothingOnAYesThatOnlyTheModelHasSaid() {
    JsonNode answer = transfer(YES);

    assertThat(answer.path("outcome").asText()).isEqualTo("refused");
    assertThat(answer.has("say")).isFalse();
    assertThat(call.works).hasSize(1);
    assertThat(call.journal.audit().getLast().flags()).containsExactly("NOT_CONFIRMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No.", "no thank you", "Wait!", "oh no, cancel that", "Never mind."})
  void movesNothingWhenTheCallerSaidNo(String no) {
    call.callerSays(no);

    transfer(YES);

    assertThat(call.works).hasSize(1);
    assertThat(call.journal.audit().getLast().flags()).containsExactly("NOT_CONFIRMED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What's my balance?",
        "Hmm, how long does it take?",
        "yes, no, wait",
        "okay but make it 300 instead"
      })
  void asksOnceMoreWhenTheCallerSaidNothingThatIsPlainlyAYes(String unclear) {
    call.callerSays(unclear);

    assertThat(say(transfer(YES))).isEqualTo("I want to be sure: shall I go ahead, yes or no?");

    assertThat(call.works).hasSize(1);
    call.callerSays("yes");
    transfer(YES);
    assertThat(call.works.getLast().confirmed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Yes, please.", "yeah go ahead", "That's right", "Sure!", "OK, do it"})
  void knowsAYesInTheWordsOfCallers(String yes) {
    call.callerSays(yes);

    transfer(YES);

    assertThat(call.works.getLast().confirmed()).isTrue();
  }

  @Test
  void readsBackAnewWhatIsNotWhatWasReadBack() {
    call.callerSays("yes");

    JsonNode other = transfer(with(TRANSFER.replace("500", "5000"), "yes"));

    assertThat(other.path("outcome").asText()).isEqualTo("proposed");
    assertThat(call.works.getLast().confirmed()).isFalse();
    assertThat(call.journal.events(CallEvent.ProposalCancelled.class)).hasSize(1);
    transfer(with(TRANSFER.replace("500", "5000"), "yes"));
    assertThat(call.works).noneMatch(Next.Work::confirmed);
  }

  @Test
  void takesTheSameAmountInOtherWordsAndAYesThatLeavesThingsOut() {
    call.callerSays("yes");

    transfer("{\"amount\":\"500.00\",\"confirmed\":\"yes\"}");

    assertThat(call.works.getLast().confirmed()).isTrue();
    assertThat(call.works.getLast().inputJson()).isEqualTo(TRANSFER);
  }

  @Test
  void answersARepeatedYesWithWhatWasDoneAndDoesNothingTwice() {
    call.callerSays("yes");
    transfer(YES);
    int done = call.works.size();

    assertThat(say(transfer(YES))).isEqualTo("INTERNAL_TRANSFER done.");

    assertThat(call.works).hasSize(done);
    assertThat(call.journal.audit().getLast().flags()).containsExactly("REPEATED");
  }

  @Test
  void doesTheSameWorkOnceMoreWhenItsEndIsNotKnown() {
    call.callerSays("yes");
    call.bank = _ -> ToolAnswer.failed("I can't tell.");
    transfer(YES);
    String job = call.works.getLast().jobId();
    call.bank = work -> ToolAnswer.succeeded("Done under " + work.jobId());

    transfer(YES);

    assertThat(call.works.getLast().jobId()).isEqualTo(job);
    assertThat(call.works.getLast().confirmed()).isTrue();
  }

  @Test
  void takesANewWishOfTheSameContentForANewOne() {
    call.callerSays("yes");
    transfer(YES);
    String first = call.works.getLast().jobId();
    call.agentSays("Transfer complete!");
    transfer(TRANSFER);
    call.callerSays("yes");

    transfer(YES);

    assertThat(call.works.getLast().confirmed()).isTrue();
    assertThat(call.works.getLast().jobId()).isNotEqualTo(first);
  }

  /** Its outcome was known, and not told when the line died; a greeting tells nothing of it. */
  @Test
  void takesTheSameWishForTheSameOneOfWhoComesBackBeforeItWasTold() {
    call.callerSays("yes");
    JsonNode done = transfer(YES);
    int worked = call.works.size();
    for (String leg : List.of("LEG-2", "LEG-1")) {
      call.journal.keep(
          Journal.CALLS.resume(
              call.journal.call(),
              Journal.TOKEN.hash(),
              leg,
              new ResumeOrigin(null, null),
              call.now));
    }
    call.agentSays("We are connected again.");

    assertThat(transfer(TRANSFER)).isEqualTo(done);

    assertThat(call.works).hasSize(worked);
    call.agentSays("Transfer complete!");
    assertThat(transfer(TRANSFER)).isNotEqualTo(done);
  }

  /** The line may have died between the transfer and the agent's words. */
  @Test
  void takesTheSameWishForTheSameOneWhileItsOutcomeIsUntold() {
    call.callerSays("yes");
    JsonNode done = transfer(YES);
    int worked = call.works.size();

    assertThat(transfer(TRANSFER)).isEqualTo(done);

    assertThat(call.works).hasSize(worked);
  }

  @Test
  void cancelsOnANoAndSaysThatNothingWasDone() {
    call.callerSays("no, leave it");

    assertThat(say(transfer(with(TRANSFER, "no"))))
        .isEqualTo("All right, I won't transfer anything.");

    assertThat(call.live().agenda().proposal()).isNull();
    assertThat(call.journal.audit().getLast().action()).isEqualTo("INTERNAL_TRANSFER");
    assertThat(call.journal.audit().getLast().result()).isEqualTo(AuditEntry.Result.CANCELLED);
    assertThat(call.works).hasSize(1);
  }

  @Test
  void saysNothingOfANoWhenNothingIsOpen() {
    call.callerSays("yes");
    transfer(YES);

    JsonNode answer = transfer(with(TRANSFER, "no"));

    assertThat(answer.has("say")).isFalse();
    assertThat(answer.path("outcome").asText()).isEqualTo("refused");
  }

  @Test
  void cancelsWhatAnotherMoneyWishReplaces() {
    call.use("setupBillpayTool", "{\"payee\":\"City Electric\",\"amount\":\"50\"}");

    assertThat(call.journal.events(CallEvent.ProposalCancelled.class)).hasSize(1);
    call.callerSays("yes");
    transfer(YES);
    assertThat(call.works).noneMatch(Next.Work::confirmed);
  }

  @Test
  void readsBackAnewAfterTheYesCameTooLate() {
    call.callerSays("yes");
    call.pass(Duration.ofMinutes(5));

    assertThat(transfer(YES).path("outcome").asText()).isEqualTo("proposed");

    assertThat(call.works).noneMatch(Next.Work::confirmed);
    assertThat(call.journal.audit()).anyMatch(entry -> entry.flags().contains("PROPOSAL_LAPSED"));
  }

  @Test
  void cancelsWhatIsOpenWhenTheCallEnds() {
    call.journal.keep(
        Journal.CALLS.end(call.journal.call(), "LEG-1", EndReason.CALLER_HUNG_UP, call.now));

    assertThat(call.journal.events(CallEvent.ProposalCancelled.class)).hasSize(1);
  }

  private JsonNode transfer(String input) {
    return call.use("internalTransferTool", input);
  }

  private static String with(String input, String answer) {
    return input.replace("}", ",\"confirmed\":\"" + answer + "\"}");
  }

  private static String say(JsonNode result) {
    return result.path("say").asText();
  }
}
