package org.voiceteller.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.voiceteller.core.journal.EventFamily;

/** An entity without rules: it keeps what it is told and remembers it all. */
public final class Recorder extends EventSourcedBehavior<Recorder.Command, Object, List<Object>> {

  public sealed interface Command {
    /** Answered with all that was ever kept, when it is kept. */
    record Keep(List<?> events, ActorRef<List<Object>> replyTo) implements Command {}
  }

  private final EventFamily family;
  private final String id;

  public static Recorder create(EventFamily family, String id) {
    return new Recorder(family, id);
  }

  private Recorder(EventFamily family, String id) {
    super(PersistenceId.of(family.name().toLowerCase(Locale.ROOT), id));
    this.family = family;
    this.id = id;
  }

  @Override
  public List<Object> emptyState() {
    return List.of();
  }

  @Override
  public Set<String> tagsFor(Object event) {
    return Set.of(family.tagOf(id));
  }

  @Override
  public CommandHandler<Command, Object, List<Object>> commandHandler() {
    return (_, command) ->
        switch (command) {
          case Command.Keep(var events, var replyTo) ->
              events.isEmpty()
                  ? Effect().none().thenReply(replyTo, kept -> kept)
                  : Effect()
                      .persist(new ArrayList<Object>(events))
                      .thenReply(replyTo, kept -> kept);
        };
  }

  @Override
  public EventHandler<List<Object>, Object> eventHandler() {
    return (kept, event) -> {
      List<Object> more = new ArrayList<>(kept);
      more.add(event);
      return List.copyOf(more);
    };
  }
}
