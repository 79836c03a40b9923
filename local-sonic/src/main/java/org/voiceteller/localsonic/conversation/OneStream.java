package org.voiceteller.localsonic.conversation;

import java.util.Optional;
import org.voiceteller.localsonic.wire.OutputEvent;

/** What every exchange does alike: what waits goes out with its stream's ids, until all is said. */
abstract sealed class OneStream implements Exchange permits Conversation, Echo {

  final Line line;

  OneStream(Line line) {
    this.line = line;
  }

  @Override
  public Optional<OutputEvent> next() {
    return line.next();
  }

  @Override
  public final OutputEvent.Ids ids() {
    return line.ids();
  }

  @Override
  public final boolean allHeard() {
    return line.allHeard();
  }

  @Override
  public final boolean ended() {
    return line.ended();
  }
}
