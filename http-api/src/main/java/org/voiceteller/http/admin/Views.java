package org.voiceteller.http.admin;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.console.Page;

/** What answers of all kinds are made of, in the shapes of {@code openapi.yaml}. */
final class Views {

  private Views() {}

  /** A page of a list; {@code next} only where there is another one. */
  record Items<T>(List<T> items, @Nullable String next) {

    static <F, T> Items<T> of(Page<F> page, Function<F, T> view) {
      return new Items<>(page.items().stream().map(view).toList(), page.next());
    }
  }

  record Amount(long minorUnits, String currency) {

    static Amount of(Money money) {
      return new Amount(money.minorUnits(), money.currency().getCurrencyCode());
    }

    static @Nullable Amount ofNullable(@Nullable Money money) {
      return money == null ? null : of(money);
    }
  }

  /** A constant's name as the API writes it: {@code USING_TOOL} is {@code using-tool}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
