package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voiceteller.loadtests.drill.FaultSchedule.Next;

class FaultScheduleTest {

  @Test
  void isTheSameForTheSameSeedOnly() {
    assertThat(of(1)).isEqualTo(of(1)).isNotEqualTo(of(2));
  }

  @Test
  void ordersEveryKindOfFaultInTime() throws Exception {
    var all = of(1);
    var json = new ObjectMapper();

    assertThat(all.stream().map(FaultScheduleTest::name))
        .contains(
            "refuse",
            "stall",
            "drop",
            "error",
            "lateAnswers",
            "noCompletionEnd",
            "silentDuringTools",
            "tables");
    for (var next : all) {
      assertThat(next.after()).isBetween(Duration.ofMillis(800), Duration.ofSeconds(4));
      if (next instanceof Next.Model(_, var name, var order)) {
        var told = json.readTree(order);
        assertThat(told.path("conversations").asInt()).isBetween(1, 4);
        assertThat(told.at("/faults/0/kind").asText()).isEqualTo(name);
      }
    }
  }

  private static String name(Next next) {
    return switch (next) {
      case Next.Model(_, var name, _) -> name;
      case Next.TablesStop _ -> "tables";
    };
  }

  private static List<Next> of(long seed) {
    var schedule = new FaultSchedule(seed);
    return Stream.generate(schedule::next).limit(300).toList();
  }
}
