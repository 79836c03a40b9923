package org.voiceteller.http.message;

import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.voiceteller.actors.message.MessageCatalogue;
import org.voiceteller.actors.message.MessageSerializer;
import org.voiceteller.http.live.LiveNews;
import org.voiceteller.http.signin.SessionTable;

/** What nodes tell each other of the calls in progress and of who has signed in. */
public final class DoorMessages extends MessageSerializer {

  /** Goes with every message: never changed, never given to another serializer. */
  private static final int IDENTIFIER = 20_604;

  /** For Pekko, by the name in {@code reference.conf}. */
  public DoorMessages(ExtendedActorSystem system) {
    super(system, IDENTIFIER, catalogue());
  }

  public static MessageCatalogue catalogue() {
    return new MessageCatalogue(
        List.of(
            MessageCatalogue.name("live.changed.v1", LiveNews.Changed.class),
            MessageCatalogue.name("live.gone.v1", LiveNews.Gone.class),
            MessageCatalogue.name("live.alarms.v1", LiveNews.Alarms.class),
            MessageCatalogue.name("sessions.v1", SessionTable.class)));
  }
}
