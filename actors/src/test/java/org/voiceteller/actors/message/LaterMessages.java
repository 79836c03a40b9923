package org.voiceteller.actors.message;

import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.actors.account.AccountEntity;

/** What a node of a later release tells others: one message more, and one with a field more. */
public final class LaterMessages extends MessageSerializer {

  /** Unknown today. */
  record Close(String accountId) implements ClusterMessage {}

  /** Known today without the reason. */
  record GetAccount(String reason, ActorRef<AccountEntity.Reply> replyTo)
      implements ClusterMessage {}

  /** For Pekko. */
  public LaterMessages(ExtendedActorSystem system) {
    super(
        system,
        20_603,
        new MessageCatalogue(
            List.of(
                MessageCatalogue.name("account.close.v1", Close.class),
                MessageCatalogue.name("account.get-account.v1", GetAccount.class))));
  }
}
