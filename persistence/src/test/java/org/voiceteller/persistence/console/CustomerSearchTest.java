package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voiceteller.persistence.Samples.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

/** Who is found by what, and what belongs to them. */
@ExtendWith(SharedStores.class)
class CustomerSearchTest {

  private static final Instant NOW = Instant.parse("2031-09-01T12:00:00Z");

  private final Running running;
  private final CustomerSearch search;

  CustomerSearchTest(Running running) {
    this.running = running;
    this.search = Desk.at(running, NOW).search();
  }

  @BeforeEach
  void fill() {
    Desk desk =
        new Desk()
            .customer("CUST-S1", "Zoë Quixley-O’Hara", "+15550007301")
            .customer("CUST-S2", "Quixley Zander", "+15550007302")
            .customer("CUST-S3", "Quixley Quixley", "+15550007303")
            .customer("CUST-S4", "ANNA  QUIXOTE", "+15550007304")
            .customer("CUST-S5", "Łukasz Żółw", "+15550007305");
    desk.with("account|ACC-S2", account("ACC-S2", "CUST-S2", "7301"))
        .with("account|ACC-S2B", account("ACC-S2B", "CUST-S2", "7301"))
        .with("account|ACC-S1", account("ACC-S1", "CUST-S1", "7301"))
        .with("account|ACC-BANK", account("ACC-BANK", "BANK", "7301"))
        .with("card|CARD-S4", new CardEvent.Issued("CARD-S4", "CUST-S4", "ACC-S4", "7301", NOON));
    desk.fill(running);
  }

  private static AccountEvent account(String accountId, String customerId, String lastFour) {
    return new AccountEvent.Opened(
        accountId, customerId, AccountKind.SAVINGS, lastFour, "USD", NOON);
  }

  @Test
  void findsByTheBeginningOfAFirstOrLastNameEachCustomerOnce() {
    assertThat(found("qu", 50)).contains("CUST-S2", "CUST-S3", "CUST-S4");
    assertThat(found("Quix", 50)).containsExactly("CUST-S3", "CUST-S4", "CUST-S2");
    assertThat(found("QUIXO", 50)).containsExactly("CUST-S4");
    assertThat(found("quixley zan", 50)).containsExactly("CUST-S2");
    assertThat(found("quixote anna", 50)).containsExactly("CUST-S4");
    for (int limit = 1; limit <= 4; limit++) {
      assertThat(found("quix", limit))
          .as("by %d", limit)
          .containsExactly("CUST-S3", "CUST-S4", "CUST-S2");
    }
  }

  @Test
  void doesNotMindMarksCaseOrPunctuation() {
    assertThat(found("zoe", 50)).containsExactly("CUST-S1");
    assertThat(found("ZOË QUIXLEY", 50)).containsExactly("CUST-S1");
    assertThat(found("o'hara", 50)).containsExactly("CUST-S1");
    assertThat(found("ohara", 50)).containsExactly("CUST-S1");
    assertThat(found("zo", 50)).contains("CUST-S1", "CUST-S5");
    assertThat(found("Żół", 50)).containsExactly("CUST-S5");
  }

  @Test
  void findsByTheLastDigitsOfANumberAnAccountOrACardEachCustomerOnce() {
    for (int limit : List.of(1, 2, 50)) {
      assertThat(found("7301", limit))
          .as("by %d", limit)
          .containsExactly("CUST-S1", "CUST-S2", "CUST-S4");
    }
    assertThat(found(" 7303 ", 50)).containsExactly("CUST-S3");
  }

  @Test
  void findsNobodyByTooLittle() {
    for (String words : List.of("", "q", "  ", "--", "12", "123", "73015", "'")) {
      assertThat(found(words, 50)).as("'%s'", words).isEmpty();
    }
  }

  @Test
  void findsEveryoneOfAPageAndAHalfOnce() {
    Desk many = new Desk();
    IntStream.range(0, 130)
        .forEach(
            i ->
                many.customer(
                    "CUST-SM" + (1000 + i),
                    "Mira Vexlund" + (char) ('a' + i % 26),
                    "+15550008844"));
    many.fill(running);

    assertThat(found("vexl", 50)).hasSize(130).doesNotHaveDuplicates();
    assertThat(found("8844", 120)).hasSize(130).doesNotHaveDuplicates().isSorted();
    assertThat(found("vexlundc", 50)).hasSize(5);
  }

  @Test
  void refusesACursorOfAnotherSearch() {
    String next = Desk.get(search.page("quix", 1, null)).next();
    assertThat(next).isNotNull();

    for (String words : List.of("quixl", "zoe", "7301")) {
      assertThatThrownBy(() -> Desk.get(search.page(words, 1, next)))
          .hasRootCauseInstanceOf(BadQueryException.class);
    }
  }

  @Test
  void tellsAllAboutACustomer() {
    new Desk()
        .with(
            "customer|CUST-S9",
            new CustomerEvent.Registered(
                "CUST-S9", "Ida File", "x@example.com", "+15550007399", "1 Main", "US-CA", NOON))
        .with(
            "account|ACC-S9",
            account("ACC-S9", "CUST-S9", "7399"),
            Samples.posted("TXN-S9", 10_000, 10_000, Samples.GROCER, 1),
            Samples.held("TXN-S9-2", 700, 10_000, Samples.CAFE, 2))
        .with(
            "card|CARD-S9",
            new CardEvent.Issued("CARD-S9", "CUST-S9", "ACC-S9", "4417", NOON),
            new CardEvent.Frozen(NOON))
        .with(
            "transfer|TRF-S9",
            Samples.transferStarted("TRF-S9", "CUST-S9", new Purpose.OwnAccounts(), NOON))
        .with("dispute|DISPUTE-S9", Samples.caseEvents("DISPUTE-S9", "CUST-S9", NOON).toArray())
        .call("CALL-S9", "CUST-S9", NOW.minusSeconds(900), EndReason.CALLER_HUNG_UP)
        .fill(running);

    CustomerFile file = file("CUST-S9").orElseThrow();

    assertThat(file.row()).isEqualTo(new CustomerRow("CUST-S9", "Ida File", "7399", "US-CA", NOON));
    assertThat(file.accounts())
        .containsExactly(
            new CustomerFile.Account(
                "ACC-S9",
                AccountKind.SAVINGS,
                "7399",
                Money.usd(10_000),
                Money.usd(700),
                Money.usd(9_300),
                NOON));
    assertThat(file.cards())
        .containsExactly(new CustomerFile.Card("CARD-S9", "ACC-S9", "4417", "FROZEN", null, NOON));
    assertThat(file.transfers()).extracting(TransferRecord::transferId).containsExactly("TRF-S9");
    assertThat(file.cases()).extracting(CaseRow::caseId).containsExactly("DISPUTE-S9");
    assertThat(file.calls()).extracting(CallRow::callId).containsExactly("CALL-S9");
    assertThat(file.consents()).isEmpty();
    assertThat(file("CUST-NONE")).isEmpty();
  }

  private Optional<CustomerFile> file(String customerId) {
    return Desk.get(Desk.at(running, NOW).customers().file(customerId));
  }

  private List<String> found(String words, int limit) {
    return Desk.all(after -> Desk.get(search.page(words, limit, after))).stream()
        .map(CustomerRow::customerId)
        .toList();
  }
}
