package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How well fields are heard in samples of what real callers said. The floors lie a little under
 * what was measured.
 */
class SlotsMeasuredTest {

  private static final Map<String, SlotMeasures.Tally> DIALOGUES =
      new SlotMeasures().sgd(sample("sgd/dialogues.json"));
  private static final Map<String, SlotMeasures.Tally> SENTENCES =
      new SlotMeasures().nlupp(sample("nlupp/fold1.json", "nlupp/fold2.json", "nlupp/fold3.json"));

  @ParameterizedTest
  @CsvSource({
    "account_type,0.95",
    "amount,0.97",
    "recipient_account_name,0.80",
    "recipient_account_type,0.60",
    "affirm,0.90"
  })
  void mostFieldsOfDialoguesAreHeard(String slot, double floor) {
    var tally = tally(DIALOGUES, slot);

    assertThat(tally.share()).as(String.join("\n", tally.mistakes)).isGreaterThan(floor);
  }

  @ParameterizedTest
  @CsvSource({
    "amount_of_money,0.90",
    "date,0.80",
    "company_name,0.45",
    "person_name,0.55",
  })
  void mostFieldsOfSingleSentencesAreHeard(String slot, double floor) {
    var tally = tally(SENTENCES, slot);

    assertThat(tally.share()).as(String.join("\n", tally.mistakes)).isGreaterThan(floor);
    assertThat(tally.falseAlarms).isLessThan(5);
  }

  private static SlotMeasures.Tally tally(Map<String, SlotMeasures.Tally> tallies, String slot) {
    return Objects.requireNonNull(tallies.get(slot), slot);
  }

  private static List<JsonNode> sample(String... files) {
    var all = new ArrayList<JsonNode>();
    for (var file : files) {
      SlotMeasures.tree(Banking77.text(file)).forEach(all::add);
    }
    return all;
  }
}
