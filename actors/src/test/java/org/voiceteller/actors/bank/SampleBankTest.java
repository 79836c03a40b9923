package org.voiceteller.actors.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.actors.bank.OneNode.await;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.bank.SampleData.SampleAccount;
import org.voiceteller.actors.bank.SampleData.SampleCustomer;
import org.voiceteller.actors.bank.SampleData.SampleTransaction;
import org.voiceteller.core.customer.PhoneNumber;

class SampleBankTest {

  private static final Instant MORNING = Instant.parse("2026-01-15T14:00:00Z");
  private final SampleData data = SampleData.load();

  @Test
  void holdsTenCustomersTwentyAccountsAndFiftyTransactions() {
    assertThat(data.customers()).hasSize(10);
    assertThat(accounts()).hasSize(20);
    assertThat(transactions())
        .hasSize(50)
        .extracting(SampleTransaction::transactionId)
        .doesNotHaveDuplicates();
    assertThat(data.customers())
        .extracting(SampleCustomer::phoneNumber)
        .doesNotHaveDuplicates()
        .allSatisfy(
            number -> assertThat(PhoneNumber.parse(number)).contains(new PhoneNumber(number)));
  }

  @Test
  void hasNothingHappenAfterNow() {
    assertThat(transactions())
        .allSatisfy(
            transaction ->
                assertThat(transaction.occurredAt(MORNING, ZoneId.of("America/Denver")))
                    .isBeforeOrEqualTo(MORNING));
  }

  @Test
  void isEnteredOnce() throws Exception {
    try (OneNode node = new OneNode("", new FakeHistory(), InstantSource.fixed(MORNING))) {
      SampleBank samples = node.bank().sampleBank();

      assertThat(await(samples.enter())).isTrue();
      assertThat(await(samples.enter())).isFalse();
    }
  }

  private List<SampleAccount> accounts() {
    return data.customers().stream().flatMap(customer -> customer.accounts().stream()).toList();
  }

  private List<SampleTransaction> transactions() {
    return accounts().stream().flatMap(account -> account.transactions().stream()).toList();
  }
}
