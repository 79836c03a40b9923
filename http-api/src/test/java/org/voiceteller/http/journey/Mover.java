package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A customer who moves $25 from checking to savings, and whose teller dies on the way. Wherever it
 * dies: when all is over the money has been moved once, and the customer knows it.
 */
final class Mover {

  private static final long CENTS = 2_500;
  private static final String WISH = "Transfer $25 from checking to savings";
  private static final Pattern AVAILABLE =
      Pattern.compile("available balance of \\$([0-9,]+(?:\\.[0-9]{2})?)");

  private final Customer before;
  private final long checking;
  private final long savings;

  private Mover(Customer before, long checking, long savings) {
    this.before = before;
    this.checking = checking;
    this.savings = savings;
  }

  /** On the line, and asked whether the money shall be moved. */
  static Mover asked(RunningTeller teller, String number) throws Exception {
    var customer = new Customer(teller, number);
    customer.says("What is the balance of my checking account?");
    customer.givesTheNumber();
    long checking = availableIn(customer);
    customer.says("What is the balance of my savings account?");
    long savings = availableIn(customer);
    customer.says(WISH);
    customer.hears("verification code");
    var unused = customer.givesTheCode();
    customer.hears("Shall I go ahead?");
    return new Mover(customer, checking, savings);
  }

  private static long availableIn(Customer customer) throws Exception {
    Matcher amount = AVAILABLE.matcher(customer.hearsMatching(AVAILABLE.pattern()));
    assertThat(amount.find()).isTrue();
    String dollars = amount.group(1).replace(",", "");
    return Math.round(Double.parseDouble(dollars) * 100);
  }

  /** Says yes after a while, unless the line is dead by then. */
  void saysYesIn(long milliseconds) {
    CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS)
        .execute(() -> before.types("yes"));
  }

  /** Whether the customer heard, before the teller died, that the money was moved. */
  boolean wasTold() {
    return before.line().events().stream()
        .anyMatch(event -> event.path("text").asText().contains("Transfer complete!"));
  }

  /** Comes back, asks again unless it was told, and looks at both accounts. */
  void findsTheMoneyMovedOnce(RunningTeller teller) throws Exception {
    try (before;
        var customer = before.back(teller)) {
      customer.hears("connected again");
      if (!wasTold()) {
        customer.says(WISH);
        String answer = customer.hearsMatching("Shall I go ahead\\?|Transfer complete!");
        if (answer.endsWith("?")) {
          customer.says("yes");
          customer.hears("Transfer complete!");
        }
      }
      customer.says("What is the balance of my checking account?");
      assertThat(availableIn(customer)).as("checking").isEqualTo(checking - CENTS);
      customer.says("What is the balance of my savings account?");
      assertThat(availableIn(customer)).as("savings").isEqualTo(savings + CENTS);
    }
  }
}
