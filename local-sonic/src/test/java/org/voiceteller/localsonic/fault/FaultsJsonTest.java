package org.voiceteller.localsonic.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.localsonic.wire.ServiceError;

class FaultsJsonTest {

  private static final Faults.Order EACH_KIND =
      Faults.Order.next(
          2,
          new Fault.Refuse(ServiceError.ACCESS_DENIED, "no"),
          new Fault.Stall(new Fault.After(5, Duration.ZERO)),
          new Fault.Drop(new Fault.After(0, Duration.ofMillis(1500))),
          new Fault.Fail(ServiceError.MODEL_STREAM_ERROR, "broken", Fault.After.NOTHING),
          new Fault.LateAnswers(Duration.ofSeconds(2)),
          new Fault.NoCompletionEnd(),
          new Fault.SilentDuringTools(),
          new Fault.Lie(Fault.Lie.About.CLAIMS_DONE, 2, Optional.of("It is done.")),
          new Fault.Lie(Fault.Lie.About.INVENTED_NUMBER, 1, Optional.empty()));

  @Test
  void readsEachKindAsItIsWritten() throws FaultsJson.Invalid {
    var json = FaultsJson.json(EACH_KIND);

    assertThat(FaultsJson.parse(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(EACH_KIND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throttle                                   | Expected JSON
          []                                         | Expected a JSON object
          {}                                         | faults to be an array with at least one
          {"faults":[]}                              | faults to be an array with at least one
          {"fault":[]}                               | Unknown field fault in the order
          {"conversations":0,"faults":[{"kind":"stall"}]} | conversations to be a whole number from 1
          {"faults":[{"kind":"explode"}]}            | Expected kind to be one of refuse, stall
          {"faults":[{"kind":"stall","after":1}]}    | Unknown field after in stall
          {"faults":[{"kind":"stall","afterMs":-1}]} | afterMs to be a whole number from 0
          {"faults":[{"kind":"lateAnswers"}]}        | ms to be a whole number from 1
          {"faults":[{"kind":"lie","lie":"small","atAnswer":1}]} | Expected lie to be one of claims-done
          {"faults":[{"kind":"lie","lie":"claims-done"}]} | atAnswer to be a whole number from 1
          {"faults":[{"kind":"refuse"}]}             | Expected error to be one of validationException
          {"faults":[{"kind":"error","error":"accessDeniedException"}]} | only comes before it
          {"faults":[{"kind":"error","error":"throttlingException","message":1}]} | message to be a text
          """)
  void refusesWhatItDoesNotKnow(String json, String reason) {
    assertThatThrownBy(() -> FaultsJson.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FaultsJson.Invalid.class)
        .hasMessageContaining(reason);
  }

  @Test
  void meetsOnlyAsManyConversationsAsAskedFor() {
    var faults = new Faults();
    faults.set(Faults.Order.next(2, new Fault.NoCompletionEnd()));

    assertThat(faults.begin()).hasSize(1);
    assertThat(faults.begin()).hasSize(1);
    assertThat(faults.begin()).isEmpty();
  }

  @Test
  void meetsEveryConversationUntilCleared() {
    var faults = new Faults();
    faults.set(Faults.Order.untilCleared(new Fault.NoCompletionEnd()));

    assertThat(faults.begin()).hasSize(1);
    assertThat(faults.begin()).hasSize(1);
    faults.clear();
    assertThat(faults.begin()).isEmpty();
  }
}
