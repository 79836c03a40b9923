package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.language.grammar.Grammar;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.io.IOException;
import java.net.URL;
import java.util.LinkedHashMap;

/** A JSGF file as a decoder wants it: every sentence of the file in as few nodes as possible. */
final class CompactRules extends Grammar {

  private final URL folder;
  private final String name;
  private final Dictionary words;

  CompactRules(URL folder, String name, Dictionary words) {
    super(false, false, false, false, words);
    this.folder = folder;
    this.name = name;
    this.words = words;
  }

  /** The automaton of the file. */
  WordGraph graph() throws IOException {
    var file = new JSGFGrammar(folder, name, false, false, false, false, words);
    file.allocate();
    return WordGraph.of(file.getInitialNode());
  }

  @Override
  protected GrammarNode createGrammar() throws IOException {
    var graph = graph();
    var start = createGrammarNode("<sil>");
    var end = createGrammarNode("<sil>");
    end.setFinalNode(true);
    record WordTo(String word, int state) {}
    var spoken = new LinkedHashMap<WordTo, GrammarNode>();
    for (var arcs : graph.arcs()) {
      for (var arc : arcs.entrySet()) {
        spoken.computeIfAbsent(
            new WordTo(arc.getKey(), arc.getValue()), to -> createGrammarNode(to.word()));
      }
    }
    var pauses = new GrammarNode[graph.arcs().size()];
    for (int state = 0; state < pauses.length; state++) {
      pauses[state] = state == 0 ? start : createGrammarNode("<sil>");
      if (state != 0) {
        pauses[state].add(pauses[state], 0f);
      }
      for (var arc : graph.arcs().get(state).entrySet()) {
        pauses[state].add(spoken.get(new WordTo(arc.getKey(), arc.getValue())), 0f);
      }
    }
    spoken.forEach(
        (to, node) -> {
          for (var arc : graph.arcs().get(to.state()).entrySet()) {
            node.add(spoken.get(new WordTo(arc.getKey(), arc.getValue())), 0f);
          }
          if (!graph.arcs().get(to.state()).isEmpty()) {
            node.add(pauses[to.state()], 0f);
          }
          if (graph.ends().get(to.state())) {
            node.add(end, 0f);
          }
        });
    return start;
  }
}
