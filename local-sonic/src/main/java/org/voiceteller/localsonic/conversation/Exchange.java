package org.voiceteller.localsonic.conversation;

import java.util.Optional;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.OutputEvent;

/**
 * What answers a client on one stream. Not thread-safe: one thread at a time calls it, also for the
 * work that it has done elsewhere.
 */
public sealed interface Exchange permits OneStream, WrittenDown {

  /** A time that never comes, for {@link #nextDeadlineNanos}. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Takes the next event.
   *
   * @throws org.voiceteller.localsonic.wire.ServiceException when it breaks the protocol
   */
  void receive(InputEvent event);

  /** Whether there is room for more input; if not, the client must wait. */
  boolean wantsMore();

  /** The next event to send, made by demand; empty when there is none now. */
  Optional<OutputEvent> next();

  /** The ids that belong to what {@link #next} returned. */
  OutputEvent.Ids ids();

  /** Whether the client has ended the session as the protocol wants it. */
  boolean allHeard();

  /** Whether everything was said and the client has ended the session. */
  boolean ended();

  /** When {@link #tick} must be called at the latest, on the conversation's clock. */
  long nextDeadlineNanos();

  /** Does what is due by now. */
  void tick();
}
