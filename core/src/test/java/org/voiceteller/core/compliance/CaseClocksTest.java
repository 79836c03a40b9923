package org.voiceteller.core.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.compliance.Liability.Unauthorized;
import org.voiceteller.core.compliance.RegulationE.Transfer;
import org.voiceteller.core.money.Money;

class CaseClocksTest {

  private static final LocalDate NOTICE = LocalDate.of(2024, 1, 15);
  private static final ErrorResolutionPromise PROMISE = ErrorResolutionPromise.standard();

  @Test
  void computesEveryDayOfACaseAtItsIntake() {
    CaseClocks clocks =
        RegulationE.clocks(
            NOTICE, new Transfer(LocalDate.of(2024, 1, 9), null, false, false), PROMISE, true);

    assertThat(clocks)
        .isEqualTo(
            new CaseClocks(
                CaseClocks.Regulation.E,
                NOTICE,
                LocalDate.of(2024, 4, 1),
                null,
                LocalDate.of(2024, 1, 22),
                LocalDate.of(2024, 1, 29),
                LocalDate.of(2024, 1, 29),
                LocalDate.of(2024, 1, 29),
                LocalDate.of(2024, 2, 14),
                LocalDate.of(2024, 2, 29)));
    assertThat(clocks.inTime()).isTrue();
  }

  @Test
  void extendsTheLawsTimesAndNotThePromise() {
    Transfer shop = new Transfer(LocalDate.of(2024, 1, 9), null, true, false);
    Transfer abroad = new Transfer(LocalDate.of(2024, 1, 9), null, false, true);
    Transfer early =
        new Transfer(LocalDate.of(2024, 1, 9), LocalDate.of(2023, 12, 10), false, false);
    Transfer later =
        new Transfer(LocalDate.of(2024, 1, 10), LocalDate.of(2023, 12, 10), false, false);

    for (Transfer extended : List.of(shop, abroad, early)) {
      assertThat(clocks(extended).lawfulResolution()).isEqualTo(NOTICE.plusDays(90));
      assertThat(clocks(extended).promisedResolution()).isEqualTo(NOTICE.plusDays(30));
    }
    assertThat(clocks(early).lawfulCredit()).isEqualTo(LocalDate.of(2024, 2, 12));
    assertThat(clocks(early).promisedCredit()).isEqualTo(LocalDate.of(2024, 1, 29));
    assertThat(clocks(shop).lawfulCredit()).isEqualTo(LocalDate.of(2024, 1, 29));
    assertThat(clocks(later).lawfulResolution()).isEqualTo(NOTICE.plusDays(45));
  }

  private static CaseClocks clocks(Transfer transfer) {
    return RegulationE.clocks(NOTICE, transfer, PROMISE, false);
  }

  @Test
  void knowsTheLastDayOnWhichAnErrorIsTold() {
    Transfer january = new Transfer(LocalDate.of(2024, 1, 9), null, false, false);

    assertThat(RegulationE.clocks(LocalDate.of(2024, 4, 1), january, PROMISE, false).inTime())
        .isTrue();
    assertThat(RegulationE.clocks(LocalDate.of(2024, 4, 2), january, PROMISE, false).inTime())
        .isFalse();
  }

  @Property
  void promisesNothingLaterThanTheLaw(
      @ForAll @DateRange(min = "2020-01-01", max = "2060-12-31") LocalDate notice,
      @ForAll @IntRange(min = 1, max = 10) int creditDays,
      @ForAll @IntRange(min = 1, max = 45) int resolutionDays,
      @ForAll @IntRange(min = 0, max = 90) int daysBefore,
      @ForAll boolean isNew,
      @ForAll boolean pointOfSale,
      @ForAll boolean abroad) {
    LocalDate day = notice.minusDays(daysBefore);
    CaseClocks clocks =
        RegulationE.clocks(
            notice,
            new Transfer(day, isNew ? day : null, pointOfSale, abroad),
            new ErrorResolutionPromise(creditDays, resolutionDays, 1),
            true);

    assertThat(clocks.promisedCredit()).isBeforeOrEqualTo(clocks.lawfulCredit());
    assertThat(clocks.promisedResolution()).isBeforeOrEqualTo(clocks.lawfulResolution());
    assertThat(clocks.deadlines()).allMatch(deadline -> deadline.due().isAfter(notice));
  }

  @Property
  void keepsRegulationZWithinTwoCyclesAndNinetyDays(
      @ForAll @DateRange(min = "2020-01-01", max = "2060-12-31") LocalDate notice,
      @ForAll @IntRange(min = 0, max = 30) int toCycleEnd,
      @ForAll @IntRange(min = 1, max = 45) int resolutionDays) {
    CaseClocks clocks =
        RegulationZ.clocks(
            notice,
            notice.minusDays(20),
            notice.plusDays(toCycleEnd),
            new ErrorResolutionPromise(10, resolutionDays, 5));

    assertThat(clocks.lawfulResolution())
        .isBeforeOrEqualTo(notice.plusDays(90))
        .isBeforeOrEqualTo(notice.plusDays(toCycleEnd).plusMonths(2).plusDays(3));
    assertThat(clocks.promisedResolution()).isBeforeOrEqualTo(clocks.lawfulResolution());
    assertThat(clocks.acknowledgement()).isEqualTo(notice.plusDays(30));
    assertThat(clocks.promisedCredit()).isNull();
  }

  @Test
  void endsABillingCycleWithItsMonth() {
    assertThat(
            RegulationZ.clocks(
                    LocalDate.of(2024, 2, 20),
                    LocalDate.of(2024, 2, 1),
                    LocalDate.of(2024, 2, 29),
                    PROMISE)
                .lawfulResolution())
        .isEqualTo(LocalDate.of(2024, 4, 30));
  }

  @Test
  void limitsLiabilityByTheTiers() {
    // Comment 6(b)(1)-1: learnt on Wednesday, told by midnight on Friday.
    LocalDate wednesday = LocalDate.of(2024, 3, 6);
    LocalDate statement = LocalDate.of(2024, 4, 1);
    List<Unauthorized> spent = List.of(new Unauthorized(wednesday.minusDays(1), Money.usd(9_000)));
    assertThat(Liability.timelyUntil(wednesday)).isEqualTo(wednesday.plusDays(2));
    assertThat(Liability.afterLoss(wednesday, wednesday.plusDays(2), statement, spent))
        .isEqualTo(new Liability.UpTo(Money.usd(5_000)));
    assertThat(
            Liability.afterLoss(
                wednesday,
                wednesday,
                statement,
                List.of(new Unauthorized(wednesday, Money.usd(1_200)))))
        .isEqualTo(new Liability.UpTo(Money.usd(1_200)));

    // Comment 6(b)(2)-1: stolen on Monday, told on Friday, $100 on Tuesday and $600 on Thursday.
    LocalDate monday = LocalDate.of(2024, 3, 4);
    assertThat(
            Liability.afterLoss(
                monday,
                monday.plusDays(4),
                statement,
                List.of(
                    new Unauthorized(monday.plusDays(1), Money.usd(10_000)),
                    new Unauthorized(monday.plusDays(3), Money.usd(60_000)))))
        .isEqualTo(new Liability.UpTo(Money.usd(50_000)));

    // Comment 6(b)(3)-2: no card; $400 on the 61st day, told on the 62nd.
    assertThat(
            Liability.withoutLoss(
                statement.plusDays(62),
                statement,
                List.of(
                    new Unauthorized(statement.minusDays(9), Money.usd(20_000)),
                    new Unauthorized(statement.plusDays(61), Money.usd(40_000)))))
        .isEqualTo(new Liability.Unlimited(Money.usd(0), Money.usd(40_000)));
    assertThat(Liability.withoutLoss(statement.plusDays(60), statement, spent))
        .isEqualTo(Liability.none());
  }

  @Test
  void stopsPaymentsInTime() {
    // Friday the 19th is three business days before Wednesday the 24th.
    LocalDate scheduled = LocalDate.of(2024, 1, 24);
    assertThat(StopOrders.isInTime(LocalDate.of(2024, 1, 19), scheduled)).isTrue();
    assertThat(StopOrders.isInTime(LocalDate.of(2024, 1, 20), scheduled)).isFalse();
    assertThat(StopOrders.oralPreauthorizedUntil(NOTICE)).isEqualTo(LocalDate.of(2024, 1, 29));
    assertThat(StopOrders.oralChequeUntil(NOTICE)).isEqualTo(LocalDate.of(2024, 1, 29));
    assertThat(StopOrders.chequeUntil(LocalDate.of(2024, 8, 31)))
        .isEqualTo(LocalDate.of(2025, 2, 28));
  }

  @Test
  void refusesAPromiseWorseThanTheLaw() {
    assertThatThrownBy(() -> new ErrorResolutionPromise(10, 30, 11))
        .hasMessageContaining("merchant");
  }
}
