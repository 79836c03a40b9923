package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.language.grammar.Grammar;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link WordGraph} in the library's form: a node per word and state that it leads to, and per
 * state a node for a pause. Words are joined to words directly, since each node without a word
 * would be multiplied by the sounds before and after it.
 */
final class CompactRules extends Grammar {

  private final WordGraph graph;

  CompactRules(WordGraph graph, Dictionary dictionary) {
    super(false, false, false, false, dictionary);
    this.graph = graph;
  }

  private record WordTo(String word, int state) {}

  /** The final node makes no sound: a sentence ends there directly or after a pause. */
  @Override
  protected GrammarNode createGrammar() {
    var end = createGrammarNode("<sil>");
    end.setFinalNode(true);
    var words = new LinkedHashMap<WordTo, GrammarNode>();
    var pauses = new GrammarNode[graph.arcs().size()];
    for (int state = 0; state < pauses.length; state++) {
      pauses[state] = createGrammarNode("<sil>");
      for (var arc : graph.arcs().get(state).entrySet()) {
        words.computeIfAbsent(
            new WordTo(arc.getKey(), arc.getValue()), to -> createGrammarNode(to.word()));
      }
    }
    for (int state = 0; state < pauses.length; state++) {
      continueFrom(state, pauses[state], words, end);
    }
    words.forEach(
        (to, word) -> {
          word.add(pauses[to.state()], 0f);
          continueFrom(to.state(), word, words, end);
        });
    return pauses[0];
  }

  private void continueFrom(
      int state, GrammarNode from, Map<WordTo, GrammarNode> words, GrammarNode end) {
    graph.arcs().get(state).forEach((word, to) -> from.add(words.get(new WordTo(word, to)), 0f));
    if (graph.ends().get(state)) {
      from.add(end, 0f);
    }
  }
}
