package org.voiceteller.siptrunk.bank;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.voiceteller.siptrunk.trunk.Trunk;

/** What the bank is told of a caller on the way to a person on another line. */
public sealed interface TransferWord {

  Trunk.TransferBy by();

  record Begun(Trunk.TransferBy by) implements TransferWord {}

  /**
   * The last word of a call.
   *
   * @param status of the answer that said so; 0 when the peer has just hung up
   */
  record Done(Trunk.TransferBy by, int status) implements TransferWord {}

  /** The agent has the caller still. */
  record Failed(Trunk.TransferBy by, int status) implements TransferWord {}

  /** The event {@code call.transfer}. */
  default Map<String, Object> event() {
    return switch (this) {
      case Begun _ -> event("begun", 0);
      case Done(_, var status) -> event("done", status);
      case Failed(_, var status) -> event("failed", status);
    };
  }

  private Map<String, Object> event(String state, int status) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", "call.transfer");
    event.put("state", state);
    event.put("by", by().name().toLowerCase(Locale.ROOT));
    if (status != 0) {
      event.put("status", status);
    }
    return event;
  }
}
