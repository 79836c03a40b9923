package org.voiceteller.core.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditFlag;

/**
 * Where a caller comes back from.
 *
 * @param jurisdiction ISO 3166-2; null when the caller does not say, and has not moved then
 * @param address the network address as the door sees it; null when the channel does not tell
 */
public record ResumeOrigin(@Nullable String jurisdiction, @Nullable String address) {

  /** What has changed since the call was last joined. */
  List<AuditFlag> movesFrom(Call.Live call) {
    List<AuditFlag> moves = new ArrayList<>();
    if (address != null && call.address() != null && !address.equals(call.address())) {
      moves.add(AuditFlag.ADDRESS_CHANGED);
    }
    if (jurisdiction != null && !jurisdiction.equals(call.origin().jurisdiction())) {
      moves.add(AuditFlag.JURISDICTION_CHANGED);
    }
    return moves;
  }
}
