package org.voiceteller.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.core.staff.AnswerStore;
import org.voiceteller.http.admin.Accesses;
import org.voiceteller.http.admin.AdminRoutes;
import org.voiceteller.http.admin.Guard;
import org.voiceteller.http.admin.Idempotency;
import org.voiceteller.http.admin.StaffDoor;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.signin.ConsoleSettings;
import org.voiceteller.http.signin.SignIns;

/** The doors of the bank's own people on one node. */
record Console(SignIns signIns, AdminRoutes admin) {

  static Console on(
      ActorSystem<?> system, ConsoleSettings settings, Memory memory, AdminRoutes.Sources sources) {
    InstantSource clock = InstantSource.system();
    SignIns signIns = SignIns.create(system, settings, memory.apiKeys(), memory.ledger(), clock);
    AnswerStore answers = memory.requestAnswers();
    StaffDoor door =
        new StaffDoor(
            Guard.create(signIns, clock),
            Accesses.create(signIns),
            Idempotency.create(answers, Bodies.within(settings.bodyTimeout()), clock));
    return new Console(signIns, AdminRoutes.create(door, signIns.keys(), sources, clock));
  }

  /** Answers its paths and rejects all others. */
  Route routes() {
    return concat(signIns.routes().routes(), admin.routes());
  }
}
