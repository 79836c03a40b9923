package org.voiceteller.core.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * The cheques of an account, the oldest first, {@value #REMEMBERED} at most: beyond that the oldest
 * that is neither stopped nor open is forgotten, so that it counts as unknown.
 */
public record CheckRegister(Map<String, Check> checks) {

  public static final int REMEMBERED = 500;

  static final CheckRegister NONE = new CheckRegister(Map.of());

  public CheckRegister {
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
  }

  public Optional<Check> find(String checkNumber) {
    return Optional.ofNullable(checks.get(plain(checkNumber)));
  }

  /** Without leading zeros: {@code 01234} and {@code 1234} are the same cheque. */
  public static String plain(String checkNumber) {
    return checkNumber.replaceFirst("^0+(?=.)", "");
  }

  /** Whether there is no room for another order: all that are remembered matter. */
  boolean isFull() {
    return checks.size() >= REMEMBERED && checks.values().stream().noneMatch(CheckRegister::spent);
  }

  CheckRegister registered(String checkNumber, Money amount, @Nullable String payee) {
    Check before = checks.get(checkNumber);
    return with(
        before == null
            ? new Check(checkNumber, amount, payee, null, null)
            : new Check(checkNumber, amount, payee, before.paidBy(), before.stop()));
  }

  CheckRegister paid(String checkNumber, String presentmentId, Money amount) {
    return with(known(checkNumber).paid(presentmentId, amount));
  }

  CheckRegister stopped(StopOrder order) {
    return with(known(order.checkNumber()).stopped(order));
  }

  CheckRegister confirmed(String checkNumber) {
    Check check = known(checkNumber);
    return check.stop() == null ? this : with(check.stopped(check.stop().confirmed()));
  }

  private Check known(String checkNumber) {
    Check known = checks.get(checkNumber);
    return known == null ? new Check(checkNumber, null, null, null, null) : known;
  }

  private CheckRegister with(Check check) {
    Map<String, Check> all = new LinkedHashMap<>(checks);
    all.put(check.checkNumber(), check);
    if (all.size() > REMEMBERED) {
      all.values().stream()
          .filter(CheckRegister::spent)
          .findFirst()
          .ifPresent(old -> all.remove(old.checkNumber()));
    }
    return new CheckRegister(all);
  }

  private static boolean spent(Check check) {
    return check.isPaid();
  }
}
