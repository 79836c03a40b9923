package org.voiceteller.actors.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.customer.Customer;

/** What a customer's accounts hold at this moment, asked of the entities themselves. */
record AccountDirectory(Entities entities) {

  /** In the order in which they were linked to the customer. */
  CompletionStage<List<AccountSummary>> of(String customerId) {
    return entities
        .customer(customerId, CustomerEntity.Command.GetCustomer::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case CustomerEntity.Reply.Done(var customer) ->
                      inOrder(customer.accounts(), this::account);
                  case CustomerEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected a customer to tell their accounts, but it is " + reason);
                });
  }

  private CompletionStage<AccountSummary> account(Customer.LinkedAccount linked) {
    return entities
        .account(linked.accountId(), AccountEntity.Command.GetAccount::new)
        .thenApply(
            reply ->
                switch (reply) {
                  case AccountEntity.Reply.Done(var account) -> account;
                  case AccountEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected linked account %s to be open, but it is %s"
                              .formatted(linked.accountId(), reason));
                });
  }

  /** Asks for all at once; the answers are in the order of the questions. */
  static <Q, A> CompletionStage<List<A>> inOrder(
      List<Q> questions, Function<Q, CompletionStage<A>> ask) {
    CompletionStage<List<A>> answers = CompletableFuture.completedFuture(List.of());
    for (CompletionStage<A> asked : questions.stream().map(ask).toList()) {
      answers =
          answers.thenCombine(
              asked,
              (before, answer) -> {
                List<A> all = new ArrayList<>(before);
                all.add(answer);
                return all;
              });
    }
    return answers;
  }
}
