package org.voiceteller.streams.media;

import org.voiceteller.core.call.CallDesk;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallRoster;

/** What a connection is told, whatever wire carries it. */
public sealed interface ToCaller {

  /** The leg is joined to its call. */
  record Started(CallDesk.Opened call) implements ToCaller {}

  /** The server goes away; the call goes on for a while. */
  record GoingAway(CallRoster.Word.GoingAway word) implements ToCaller {}

  record Frame(AgentFrame frame) implements ToCaller {}

  /** The line works, whatever the call does. */
  record Checked() implements ToCaller {}
}
