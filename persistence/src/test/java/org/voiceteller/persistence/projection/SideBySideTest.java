package org.voiceteller.persistence.projection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.persistence.projection.ProjectedTables.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events of a slice that are under way at once: each counts once, and none is overtaken. */
@ExtendWith(SharedStores.class)
class SideBySideTest {

  @Test
  void countsEachEventOnceHoweverManyAreUnderWayAndComeAgain(Running running) throws Exception {
    ProjectedTables tables = ProjectedTables.of(running, "side-by-side");
    List<CallEvent> events = Samples.call("CALL-SIDE", "CUST-SIDE");
    ProjectedTables alone = ProjectedTables.of(running, "alone");
    alone.projectAll("call|CALL-ALONE", List.copyOf(Samples.call("CALL-ALONE", "CUST-SIDE")));

    // 20 calls whose events come in turn, as they do from a slice, some of them twice
    List<CompletionStage<Done>> taken = new ArrayList<>();
    Random random = new Random(7);
    for (int number = 1; number <= events.size(); number++) {
      List<Integer> calls = new ArrayList<>();
      for (int call = 0; call < 20; call++) {
        calls.addAll(Collections.nCopies(1 + random.nextInt(2), call));
      }
      for (int call : calls) {
        String callId = "CALL-SIDE-" + call;
        Object event = Samples.call(callId, "CUST-SIDE").get(number - 1);
        taken.add(tables.process("call|" + callId, number, event));
      }
    }
    for (CompletionStage<Done> each : taken) {
      assertThat(Await.get(each)).isNotNull();
    }

    assertThat(figures(tables, "alone")).isNotEmpty();
    assertThat(figures(tables, "side-by-side")).isEqualTo(times(20, figures(tables, "alone")));
    assertThat(tables.tampered()).isEmpty();
  }

  @Test
  void writesNothingOfAnEntityBehindAnEventThatFailed(Running running) throws Exception {
    ProjectedTables tables = ProjectedTables.of(running, "failing");
    tables.project("account|ACC-F1", 1, Samples.opened("ACC-F1", "CUST-F1"));

    CompletionStage<Done> failed = tables.process("account|ACC-F1", 2, "an event of nobody's");
    assertThat(failed.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("known family");
    CompletionStage<Done> behind =
        tables.process("account|ACC-F1", 3, Samples.posted("TXN-F1", 100, 100, Samples.GROCER, 3));
    tables
        .process("account|ACC-F2", 1, Samples.opened("ACC-F2", "CUST-F1"))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);

    assertThat(behind.toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
    assertThat(
            tables.item(
                Table.TRANSACTIONS,
                Map.of("accountId", text("ACC-F1"), "transactionId", text("TXN-F1"))))
        .isEmpty();
    assertThat(tables.item(Table.ACCOUNTS, Map.of("accountId", text("ACC-F2")))).isNotEmpty();

    // who starts anew takes the event that comes again, and those behind it
    ProjectedTables anew = ProjectedTables.of(running, "failing");
    anew.project("account|ACC-F1", 2, Samples.posted("TXN-F0", 100, 100, Samples.GROCER, 2));
    anew.project("account|ACC-F1", 3, Samples.posted("TXN-F1", 100, 200, Samples.GROCER, 3));
    assertThat(
            requireNonNull(
                    anew.item(Table.ACCOUNTS, Map.of("accountId", text("ACC-F1")))
                        .get("postedMinorUnits"))
                .n())
        .isEqualTo("200");
  }

  /** What a slice has counted, by period, figure and counter. */
  private static Map<String, Long> figures(ProjectedTables tables, String slice) {
    Map<String, Long> figures = new TreeMap<>();
    for (Table table : List.of(Table.AUDIT_FIGURES, Table.BOOK_FIGURES)) {
      tables
          .client()
          .scanPaginator(scan -> scan.tableName(table.tableName()))
          .items()
          .subscribe(item -> add(figures, item, slice))
          .join();
    }
    return figures;
  }

  private static void add(
      Map<String, Long> figures, Map<String, AttributeValue> item, String slice) {
    String figure = requireNonNull(item.get("figure")).s();
    if (figure.endsWith("#" + slice)) {
      String period = requireNonNull(item.get("period")).s();
      item.forEach(
          (name, value) -> {
            if (value.n() != null) {
              figures.put(
                  period + " " + figure.replace("#" + slice, "") + " " + name,
                  Long.valueOf(value.n()));
            }
          });
    }
  }

  private static Map<String, Long> times(long factor, Map<String, Long> figures) {
    Map<String, Long> product = new TreeMap<>();
    figures.forEach((name, value) -> product.put(name, factor * value));
    return product;
  }
}
