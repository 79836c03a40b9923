package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.ContentDisposition;
import org.apache.pekko.http.javadsl.model.headers.ContentDispositionTypes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Principal;

/** {@code /v1/admin/audit/…}: the whole audit log, exported and checked. */
final class LedgerRoutes extends AllDirectives {

  private static final ContentType LINES = ContentTypes.parse("application/x-ndjson");

  private final StaffDoor door;
  private final Guard guard;
  private final LedgerCheck check;
  private final InstantSource clock;

  LedgerRoutes(StaffDoor door, LedgerCheck check, InstantSource clock) {
    this.door = door;
    this.guard = door.guard();
    this.check = check;
    this.clock = clock;
  }

  Route routes() {
    return concat(
        path(
            segment("audit").slash("export"),
            () -> get(() -> guard.allow(Permission.EXPORT_AUDIT, this::export))),
        path(
            segment("audit").slash("verification"),
            () ->
                guard.allow(
                    Permission.VERIFY_AUDIT,
                    who ->
                        concat(
                            get(() -> complete(Json.answer(200, view(check.latest())))),
                            post(() -> verify(who))))));
  }

  private Route export(Principal who) {
    return AccessReason.required(
        reason ->
            door.accesses()
                .deed(
                    AuditAction.AUDIT_EXPORTED,
                    who,
                    "audit log",
                    reason,
                    Optional.empty(),
                    () -> complete(exported())));
  }

  private HttpResponse exported() {
    return HttpResponse.create()
        .addHeader(
            ContentDisposition.create(
                ContentDispositionTypes.ATTACHMENT, Map.of("filename", "audit.jsonl")))
        .withEntity(
            HttpEntities.create(
                LINES,
                check.lines(clock.instant()).map(line -> ByteString.fromString(line + "\n"))));
  }

  private Route verify(Principal who) {
    return door.idempotency()
        .once(who, _ -> CompletableFuture.completedStage(Json.answer(202, view(check.begin()))));
  }

  /** A check, as the API tells of it. */
  record View(
      String state,
      @Nullable Long entries,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String head,
      @Nullable String finding) {}

  private static View view(LedgerCheck.Verification found) {
    return new View(
        Views.word(found.state()),
        found.entries(),
        found.startedAt(),
        found.finishedAt(),
        found.head(),
        found.finding());
  }
}
