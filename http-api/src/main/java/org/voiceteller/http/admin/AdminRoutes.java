package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.actors.bank.StaffDesk;
import org.voiceteller.http.figures.Reports;
import org.voiceteller.http.handoff.StaffSocket;
import org.voiceteller.http.live.LiveBoard;
import org.voiceteller.http.signin.ApiKeys;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.journal.CallJournal;

/** The admin API, {@code /v1/admin/…}, as {@code openapi.yaml} describes it. */
public final class AdminRoutes extends AllDirectives {

  private final StaffDoor door;
  private final LiveRoutes live;
  private final CallRoutes calls;
  private final HandOffRoutes handOffs;
  private final CustomerRoutes customers;
  private final DisputeRoutes disputes;
  private final AuditRoutes audit;
  private final LedgerRoutes ledger;
  private final FiguresRoutes figures;
  private final ApiKeyRoutes keys;

  /**
   * What it answers from.
   *
   * @param desk empty while the journal has not answered yet
   */
  public record Sources(
      LiveBoard board,
      ConsoleQueries queries,
      CallJournal journal,
      Supplier<Optional<StaffDesk>> desk,
      Eraser eraser,
      LedgerCheck ledger,
      StaffSocket lines,
      SoundFiles recordings) {}

  private AdminRoutes(StaffDoor door, ApiKeys apiKeys, Sources sources, InstantSource clock) {
    ConsoleQueries queries = sources.queries();
    LiveBoard board = sources.board();
    this.door = door;
    this.live = new LiveRoutes(door.guard(), board);
    this.calls =
        new CallRoutes(
            door, queries, sources.journal(), board, sources.desk(), sources.recordings());
    this.handOffs =
        new HandOffRoutes(door, sources.journal(), board, sources.desk(), sources.lines());
    this.customers = new CustomerRoutes(door, queries, sources.desk(), sources.eraser(), clock);
    this.disputes = new DisputeRoutes(door, queries.cases(), sources.desk());
    this.audit = new AuditRoutes(door.guard(), queries);
    this.ledger = new LedgerRoutes(door, sources.ledger(), clock);
    this.figures =
        new FiguresRoutes(
            door.guard(),
            Reports.create(queries.figures(), () -> board.snapshot().calls().size(), clock));
    this.keys =
        ApiKeyRoutes.create(door.guard(), door.accesses(), door.idempotency(), apiKeys, clock);
  }

  public static AdminRoutes create(
      StaffDoor door, ApiKeys apiKeys, Sources sources, InstantSource clock) {
    return new AdminRoutes(door, apiKeys, sources, clock);
  }

  /** Answers all below its path, also what is not there. */
  public Route routes() {
    return pathPrefix(
        segment("v1").slash("admin"),
        () ->
            door.guard()
                .around(
                    () ->
                        concat(
                            live.routes(),
                            handOffs.routes(),
                            calls.routes(),
                            customers.routes(),
                            disputes.routes(),
                            ledger.routes(),
                            audit.routes(),
                            figures.routes(),
                            keys.routes())));
  }
}
