package org.voiceteller.localsonic.fault;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;
import org.voiceteller.localsonic.dialogue.telling.SpokenForm;

/**
 * Bankers that say something untrue once, so that whoever listens can prove to notice. Each turn in
 * which something is said is an answer, the greeting the first; what a banker says to correct
 * itself is none. Tools of the turn are used as always.
 *
 * @param honest what would have been said
 */
public record LyingBankers(Bankers honest, Fault.Lie lie) implements Bankers {

  @Override
  public Banker banker(String systemPrompt, List<Tool> tools, List<Turn> history) {
    return new Liar(honest.banker(systemPrompt, tools, history), lie);
  }

  private static final class Liar implements Banker {

    private static final Pattern AMOUNT = Pattern.compile("\\$(\\d[\\d,]*(?:\\.\\d\\d)?)");
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000");
    private static final String CORRECTION = "[Correct yourself.";

    private final Banker honest;
    private final Fault.Lie lie;
    private int answers;

    Liar(Banker honest, Fault.Lie lie) {
      this.honest = honest;
      this.lie = lie;
    }

    @Override
    public List<Act> hear(Heard heard) {
      var acts = honest.hear(heard);
      var corrects = heard instanceof Heard.Words(var text) && text.startsWith(CORRECTION);
      var speaks = acts.stream().anyMatch(Act.Say.class::isInstance);
      if (corrects || !speaks || ++answers != lie.atAnswer()) {
        return acts;
      }
      var truth =
          acts.stream()
              .<String>mapMulti(
                  (act, each) -> {
                    if (act instanceof Act.Say(var text)) {
                      each.accept(text);
                    }
                  })
              .collect(Collectors.joining(" "));
      var lied = new ArrayList<Act>(List.of(new Act.Say(falsified(truth))));
      acts.stream().filter(Act.UseTool.class::isInstance).forEach(lied::add);
      return lied;
    }

    private String falsified(String truth) {
      return lie.words()
          .orElseGet(
              () ->
                  switch (lie.about()) {
                    case CLAIMS_DONE ->
                        "All done. I've transferred the money, and your card is frozen.";
                    case WRONG_BALANCE -> withOtherAmounts(truth);
                    case INVENTED_NUMBER -> "Your confirmation number is TXN-20990101-999.";
                  });
    }

    private static String withOtherAmounts(String truth) {
      return AMOUNT.matcher(truth).find()
          ? AMOUNT
              .matcher(truth)
              .replaceAll(
                  amount ->
                      "\\"
                          + SpokenForm.money(
                              new BigDecimal(amount.group(1).replace(",", "")).add(TOO_MUCH)))
          : "Your available balance is $9,876.54.";
    }

    @Override
    public Expectation expects() {
      return honest.expects();
    }
  }
}
