package org.voiceteller.persistence.projection;

import java.util.List;
import java.util.Map;
import org.voiceteller.persistence.SharedStores.Running;

/** Tables as the projections leave them behind events, without the projections. */
public final class FilledTables {

  private FilledTables() {}

  /**
   * @param events by persistence id
   */
  public static void with(Running running, Map<String, List<Object>> events) {
    with(running, "test", events);
  }

  /**
   * @param slice that counts apart from all others
   * @param events by persistence id
   */
  public static void with(Running running, String slice, Map<String, List<Object>> events) {
    ProjectedTables tables = ProjectedTables.of(running, slice);
    events.forEach(tables::projectAll);
  }
}
