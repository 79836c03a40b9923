package org.voiceteller.http.live;

import java.util.List;
import org.voiceteller.actors.ClusterMessage;

/**
 * What nodes tell each other of the calls that are in progress: when something changes, and all of
 * it again every few seconds, for a node that was not there or a message that was lost.
 */
public sealed interface LiveNews extends ClusterMessage {

  /** As it is now. */
  record Changed(LiveCall call) implements LiveNews {}

  /** It is over, or not that node's any more. */
  record Gone(String callId, String node) implements LiveNews {}

  /**
   * All that a node has to complain of, and who is there.
   *
   * @param staff of the bank who look at its board and may take calls over
   */
  record Alarms(String node, List<Alarm> alarms, int staff) implements LiveNews {
    public Alarms {
      alarms = List.copyOf(alarms);
    }
  }
}
