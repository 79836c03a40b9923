package org.voiceteller.actors.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceteller.actors.call.CallSession.Command.UseTool;

/**
 * The uses of one session for which something is being looked up and nothing is kept yet. Whoever
 * asks under the same id meanwhile is heard when the first is answered. All of it is forgotten when
 * the session starts anew: what was looked up in vain did no harm.
 */
final class Lookups {

  private final Map<String, List<UseTool>> repeats = new HashMap<>();

  void begin(UseTool asked) {
    repeats.put(asked.use().toolUseId(), new ArrayList<>());
  }

  /** Whether something is being looked up under this id: then the use is heard when that ends. */
  boolean takes(UseTool repeat) {
    List<UseTool> again = repeats.get(repeat.use().toolUseId());
    return again != null && again.add(repeat);
  }

  /** Returns who asked again meanwhile, in their order; nobody when nothing was looked up. */
  List<UseTool> end(UseTool asked) {
    List<UseTool> again = repeats.remove(asked.use().toolUseId());
    return again == null ? List.of() : again;
  }

  void forgetAll() {
    repeats.clear();
  }
}
