package org.voiceteller.core.customer;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.customer.CustomerEvent.AccountLinked;
import org.voiceteller.core.customer.CustomerEvent.Registered;
import org.voiceteller.core.decision.Decision;

/** A customer and the accounts that they hold. */
public sealed interface Customer {

  record Unregistered() implements Customer {}

  /**
   * @param phoneNumber E.164
   * @param accounts in the order in which they were linked
   */
  record Known(
      String customerId,
      String fullName,
      String email,
      String phoneNumber,
      String postalAddress,
      String jurisdiction,
      List<LinkedAccount> accounts)
      implements Customer {
    public Known {
      accounts = List.copyOf(accounts);
    }
  }

  record LinkedAccount(String accountId, AccountKind kind, String lastFour) {}

  /** What a new customer tells the bank. */
  record Registration(
      String fullName,
      String email,
      String phoneNumber,
      String postalAddress,
      String jurisdiction) {}

  /** Why a request about a customer was refused. */
  enum Refusal {
    NO_SUCH_CUSTOMER,
    REGISTERED_DIFFERENTLY
  }

  /** Makes a customer known; the same registration again changes nothing. */
  default Decision<CustomerEvent, Refusal> register(
      String customerId, Registration request, Instant now) {
    return switch (this) {
      case Unregistered _ ->
          Decision.accept(
              new Registered(
                  customerId,
                  request.fullName(),
                  request.email(),
                  request.phoneNumber(),
                  request.postalAddress(),
                  request.jurisdiction(),
                  now));
      case Known known ->
          request.equals(
                  new Registration(
                      known.fullName(),
                      known.email(),
                      known.phoneNumber(),
                      known.postalAddress(),
                      known.jurisdiction()))
              ? Decision.alreadyDone()
              : Decision.refuse(Refusal.REGISTERED_DIFFERENTLY);
    };
  }

  default Decision<CustomerEvent, Refusal> linkAccount(LinkedAccount account, Instant now) {
    return switch (this) {
      case Unregistered _ -> Decision.refuse(Refusal.NO_SUCH_CUSTOMER);
      case Known known when known.accounts().contains(account) -> Decision.alreadyDone();
      case Known _ ->
          Decision.accept(
              new AccountLinked(account.accountId(), account.kind(), account.lastFour(), now));
    };
  }

  /** Total: history is never refused. */
  default Customer apply(CustomerEvent event) {
    return switch (event) {
      case Registered(
              var customerId,
              var fullName,
              var email,
              var phoneNumber,
              var postalAddress,
              var jurisdiction,
              _) ->
          new Known(
              customerId, fullName, email, phoneNumber, postalAddress, jurisdiction, accounts());
      case AccountLinked(var accountId, var kind, var lastFour, _) ->
          with(new LinkedAccount(accountId, kind, lastFour));
    };
  }

  default List<LinkedAccount> accounts() {
    return switch (this) {
      case Unregistered _ -> List.of();
      case Known known -> known.accounts();
    };
  }

  private Customer with(LinkedAccount account) {
    return switch (this) {
      case Unregistered _ -> this;
      case Known known ->
          new Known(
              known.customerId(),
              known.fullName(),
              known.email(),
              known.phoneNumber(),
              known.postalAddress(),
              known.jurisdiction(),
              Stream.concat(known.accounts().stream(), Stream.of(account)).distinct().toList());
    };
  }
}
