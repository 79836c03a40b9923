package org.voiceteller.loadtests.drill;

import java.util.Optional;
import java.util.regex.Pattern;

/** What customers' accounts hold, as the bank tells them on a call of their own. */
final class AccountsNow {

  private static final Pattern BALANCE =
      Pattern.compile(
          "(checking|savings) account .* available balance of \\$([\\d,]+(?:\\.\\d\\d)?)");

  /** In cents. */
  record Held(long checking, long savings) {}

  private final RandomCaller.Telephone telephone;
  private final Findings findings;

  AccountsNow(RandomCaller.Telephone telephone, Findings findings) {
    this.telephone = telephone;
    this.findings = findings;
  }

  /** Empty, and a finding, when the bank does not say. */
  Optional<Held> of(Wallet wallet) throws InterruptedException {
    try (var call = telephone.call()) {
      var unused = call.hear(text -> text.contains("How may I help you today?"));
      var number =
          call.ask(
              "What is the balance of my checking account?",
              text -> text.contains("your phone number"));
      var checking = call.ask(wallet.number(), text -> cents("checking", text).isPresent());
      var savings =
          call.ask(
              "What is the balance of my savings account?",
              text -> cents("savings", text).isPresent());
      if (checking.isEmpty() || savings.isEmpty()) {
        findings.add(
            "the balances of %s are not known (asked for a number: %s):%n%s"
                .formatted(wallet.customerId(), number.isPresent(), call.conversation()));
      }
      return checking
          .flatMap(text -> cents("checking", text))
          .flatMap(
              one ->
                  savings.flatMap(text -> cents("savings", text)).map(two -> new Held(one, two)));
    } catch (EnduringCall.Over over) {
      findings.add(
          "the balances of %s are not known: %s".formatted(wallet.customerId(), over.how()));
      return Optional.empty();
    }
  }

  /** The balance that a sentence tells of this kind of account. */
  static Optional<Long> cents(String kind, String sentence) {
    var told = BALANCE.matcher(sentence);
    return told.find() && told.group(1).equals(kind)
        ? Optional.of(Math.round(Double.parseDouble(told.group(2).replace(",", "")) * 100))
        : Optional.empty();
  }
}
