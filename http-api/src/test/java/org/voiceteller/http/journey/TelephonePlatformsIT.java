package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Customers who call by telephone, through a platform each: they ask for a balance, come back after
 * a broken connection, and move money with a code that they key, of which nothing is kept.
 *
 * <p>Who speaks in real time has no time for banks that start beside them.
 */
@ExtendWith(SharedTeller.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class TelephonePlatformsIT {

  @Test
  void byTwilio(RunningTeller teller, @TempDir Path directory) throws Exception {
    try (var taylor =
            new PhoneCustomer<>(
                teller,
                TwilioPlatform.call(teller, "CA00000000000000000000000000000001", "+15557890123"),
                Customer.TAYLOR_BROOKS);
        var casey =
            new PhoneCustomer<>(
                teller,
                TwilioPlatform.call(teller, "CA00000000000000000000000000000002", "+15558901234"),
                Customer.CASEY_NGUYEN)) {
      areServed(teller, taylor, new KeyedTransfer(teller, casey, "15558901234"), directory);
    }
  }

  @Test
  void byJambonz(RunningTeller teller, @TempDir Path directory) throws Exception {
    try (var taylor =
            new PhoneCustomer<>(
                teller,
                JambonzPlatform.call(
                    teller, "00000000-0000-4000-8000-000000000001", "+15557890123"),
                Customer.TAYLOR_BROOKS);
        var morgan =
            new PhoneCustomer<>(
                teller,
                JambonzPlatform.call(
                    teller, "00000000-0000-4000-8000-000000000002", "+15552109876"),
                Customer.MORGAN_KIM)) {
      areServed(teller, taylor, new KeyedTransfer(teller, morgan, "15552109876"), directory);
    }
  }

  private static void areServed(
      RunningTeller teller,
      PhoneCustomer<? extends PhonePlatform> balance,
      KeyedTransfer transfer,
      Path directory)
      throws Exception {
    SideBySide.talk(() -> isToldTheBalanceAlsoWhenTheConnectionBreaks(balance), transfer::talk);
    transfer.keepsNothingOfTheCode(directory);
    assertThatNoSecretIsPrinted(teller);
  }

  private static void isToldTheBalanceAlsoWhenTheConnectionBreaks(
      PhoneCustomer<? extends PhonePlatform> caller) throws Exception {
    caller.saysUntilAnswered("What's my checking balance?", "may I have your phone number");
    caller.telephone().losesItsConnection();
    caller.keys("15557890123#");
    caller.hears(PhoneCustomer.UNMOVED_BALANCE);
    assertThat(caller.telephone().soundMessages).hasValueGreaterThan(100);
    caller.telephone().hangUp();
    Health.await(
        "the call's end",
        caller::steps,
        steps -> steps.stream().anyMatch(step -> step.contains("The call ended")));
  }

  private static void assertThatNoSecretIsPrinted(RunningTeller teller) {
    assertThat(teller.output())
        .noneMatch(line -> line.contains(PhonePlatform.TWILIO_TOKEN))
        .noneMatch(line -> line.contains(PhonePlatform.JAMBONZ_SECRET));
  }
}
