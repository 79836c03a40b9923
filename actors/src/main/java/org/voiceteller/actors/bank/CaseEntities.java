package org.voiceteller.actors.bank;

import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.ShardedNeighbours;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.dispute.AccountPostings;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.CaseWatch;

/**
 * Cards, and the cases about what was charged to them. Open cases come back by themselves: their
 * days pass whether anybody asks or not.
 */
final class CaseEntities {

  private CaseEntities() {}

  static void host(Hosting hosting, Entities entities, CaseWatch watch) {
    BankSettings settings = hosting.settings();
    CardEntity.Setup cards =
        new CardEntity.Setup(
            new ShardedNeighbours(entities),
            settings.replacementTimes(),
            settings.zone(),
            settings.askTimeout(),
            hosting.clock(),
            hosting.backoff());
    hosting.whenAsked(CardEntity.KEY, id -> CardEntity.create(id, cards));
    hosting.whenAsked(
        WalletEntity.KEY, id -> WalletEntity.create(id, hosting.clock(), hosting.backoff()));
    hosting.whenAsked(
        CasebookEntity.KEY, id -> CasebookEntity.create(id, hosting.clock(), hosting.backoff()));
    DisputeEntity.Setup cases =
        new DisputeEntity.Setup(
            new CaseRules(settings.cases()),
            new AccountPostings(entities, hosting.clock()),
            watch,
            settings.askTimeout(),
            hosting.clock(),
            hosting.backoff());
    hosting.remembered(
        DisputeEntity.KEY,
        new DisputeEntity.Command.Stop(),
        (id, onceOver) -> DisputeEntity.create(id, cases, onceOver));
  }
}
