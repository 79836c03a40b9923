package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.flat.CIPhoneLoop;
import edu.cmu.sphinx.linguist.flat.FlatLinguist;
import edu.cmu.sphinx.linguist.flat.SentenceHMMState;
import edu.cmu.sphinx.linguist.language.grammar.Grammar;
import edu.cmu.sphinx.util.Cache;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/**
 * The library's linguist without its count of all states, which nobody reads and which took half of
 * the time: it searches a list for every state that it finds. Compiling the grammar of wishes takes
 * 1.4 s instead of 3.5 s.
 */
final class UncountedLinguist extends FlatLinguist {

  private static final double WORD_INSERTION = 0.1;
  private static final double SILENCE_INSERTION = 0.1;
  private static final double FILLER_INSERTION = 1e-2;
  private static final float LANGUAGE_WEIGHT = 8f;

  /**
   * What it costs to explain speech by no sentence of the grammar, once and per sound. Cheaper
   * rejects more strangers' talk but also more of what was meant for us.
   */
  private static final double OUT_OF_GRAMMAR = 1e-10;

  private static final double OUT_OF_GRAMMAR_PHONE = 1e-8;

  private final Grammar rules;

  UncountedLinguist(AcousticModel model, Grammar rules, UnitManager units) {
    super(
        model,
        rules,
        units,
        WORD_INSERTION,
        SILENCE_INSERTION,
        FILLER_INSERTION,
        1.0,
        LANGUAGE_WEIGHT,
        false,
        false,
        false,
        true,
        OUT_OF_GRAMMAR,
        OUT_OF_GRAMMAR_PHONE,
        model);
    this.rules = rules;
  }

  /**
   * A state for each node of the grammar, spread out to the sounds of its words and joined, and
   * beside them a loop of any sounds, which explains what is not in the grammar.
   */
  @Override
  protected Collection<SentenceHMMState> compileGrammar() {
    initialGrammarState = rules.getInitialNode();
    nodeStateMap = new HashMap<>();
    arcPool = new Cache<>();
    List<GState> nodes = rules.getGrammarNodes().stream().map(this::createGState).toList();
    addStartingPath();
    nodes.forEach(GState::collectContexts);
    nodes.forEach(GState::expand);
    nodes.forEach(GState::connect);
    var start = findStartingState();
    var anySounds = new CIPhoneLoop(phoneLoopAcousticModel, logPhoneInsertionProbability);
    start.connect(
        getArc(
            (SentenceHMMState) anySounds.getSearchGraph().getInitialState(),
            logOne,
            logOutOfGrammarBranchProbability));
    searchGraph = new FlatSearchGraph(start);
    nodeStateMap = new HashMap<>();
    arcPool = new Cache<>();
    return List.of();
  }
}
