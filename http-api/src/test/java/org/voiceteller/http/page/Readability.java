package org.voiceteller.http.page;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What keeps somebody from using a page: the rules of WCAG as axe-core checks them. */
final class Readability {

  private Readability() {}

  /** Each serious fault by its rule and some of the elements that have it. */
  static List<String> faults(Page page) {
    return faults(builder(page));
  }

  /** Only of this rule: what does not depend on colors need not be asked twice. */
  static List<String> faults(Page page, String rule) {
    return faults(builder(page).withRules(List.of(rule)));
  }

  /**
   * Of what is right only the number is told, and no second page is opened to put results of frames
   * together: both together take longer than the check.
   */
  private static AxeBuilder builder(Page page) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options).setLegacyMode(true);
  }

  private static List<String> faults(AxeBuilder axe) {
    return axe.analyze().getViolations().stream()
        .filter(it -> List.of("serious", "critical").contains(it.getImpact()))
        .map(
            it ->
                it.getId()
                    + ", "
                    + it.getHelp()
                    + ": "
                    + it.getNodes().stream().map(node -> node.getHtml()).limit(3).toList())
        .toList();
  }
}
