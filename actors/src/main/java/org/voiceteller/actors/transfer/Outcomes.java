package org.voiceteller.actors.transfer;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.voiceteller.actors.transfer.TransferProcess.Reply;
import org.voiceteller.core.transfer.Transfer;

/** Who waits for a transfer's outcome; they are told when it is persisted. */
final class Outcomes {

  private final List<ActorRef<Reply>> waiting = new ArrayList<>();

  void awaitedBy(ActorRef<Reply> asker) {
    waiting.add(asker);
  }

  void tellIfResolved(Transfer transfer) {
    switch (transfer) {
      case Transfer.Settled(_, var number, var after) -> tell(new Reply.Done(number, after));
      case Transfer.Voided(_, var reason) -> tell(new Reply.Voided(reason));
      case Transfer.Escalated _ -> tell(new Reply.UnderReview());
      case Transfer.Unknown _, Transfer.Started _, Transfer.Committed _ -> {
        // Under way: they are answered later.
      }
    }
  }

  void tell(Reply reply) {
    waiting.forEach(one -> one.tell(reply));
    waiting.clear();
  }
}
