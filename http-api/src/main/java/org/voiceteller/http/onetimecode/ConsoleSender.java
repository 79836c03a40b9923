package org.voiceteller.http.onetimecode;

import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.customer.PhoneNumber;

/**
 * Prints each code on the teller's own terminal, where on a laptop the customer sits: {@code
 * [SECURITY] OTP sent to +1-555-xxx-5678: 123456}. It is the product's way there, not a log line.
 */
final class ConsoleSender implements OneTimeCodeSender {

  private final PrintStream terminal;

  ConsoleSender(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    terminal.println(
        "[SECURITY] OTP sent to " + masked(message.to()) + ": " + message.code().value());
    terminal.flush();
    return CompletableFuture.completedFuture(
        terminal.checkError() ? new Delivery.TryLater() : new Delivery.Sent(null));
  }

  /** Of the number, its area and its end. */
  private static String masked(PhoneNumber number) {
    String e164 = number.e164();
    return e164.startsWith("+1") && e164.length() == 12
        ? "+1-" + e164.substring(2, 5) + "-xxx-" + number.lastFour()
        : "+xxx-" + number.lastFour();
  }
}
