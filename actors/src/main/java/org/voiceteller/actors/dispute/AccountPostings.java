package org.voiceteller.actors.dispute;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Posting;

/** Postings on the account of the charge, under the posting's own id. */
public record AccountPostings(Entities entities, InstantSource clock) implements Postings {

  /** ISO 18245: financial institutions. */
  private static final String CATEGORY_CODE = "6012";

  @Override
  public CompletionStage<Outcome> post(DisputedCharge charge, Posting posting) {
    return entities
        .account(
            charge.accountId(),
            replyTo ->
                new AccountEntity.Command.Post(
                    posting.postingId(),
                    posting.amount(),
                    new Merchant(wording(posting), CATEGORY_CODE, "other"),
                    clock.instant(),
                    replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case AccountEntity.Reply.Done _ -> new Outcome.Posted();
                  case AccountEntity.Reply.Refused(var reason) ->
                      new Outcome.Refused(reason.name());
                });
  }

  private static String wording(Posting posting) {
    return switch (posting.purpose()) {
      case PROVISIONAL_CREDIT -> "Provisional credit " + posting.postingId();
      case CORRECTION -> "Dispute credit " + posting.postingId();
      case REVERSAL -> "Provisional credit reversal " + posting.postingId();
    };
  }
}
