package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.linguist.language.grammar.GrammarArc;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The sentences of a grammar as the smallest deterministic automaton over words. State 0 is the
 * start.
 *
 * <p>The library's JSGF reader copies a rule at every use, and its linguist then expands each copy
 * for each neighbouring sound: the main menu took 350 MB and ten seconds. The minimal automaton of
 * the same sentences takes a small part of that.
 *
 * @param arcs by state: word to next state
 * @param ends the states where a sentence may end
 */
record WordGraph(List<SortedMap<String, Integer>> arcs, BitSet ends) {

  /** The sentences between the first node and the final ones; fillers count as nothing. */
  static WordGraph of(GrammarNode first) {
    return determinized(first).minimized();
  }

  /** Whether the words, separated by single spaces, are a sentence of the grammar. */
  boolean accepts(String sentence) {
    int state = 0;
    for (var word : sentence.split(" ")) {
      var next = arcs.get(state).get(word);
      if (next == null) {
        return false;
      }
      state = next;
    }
    return ends.get(state);
  }

  /** Subset construction: Rabin and Scott, 1959. */
  private static WordGraph determinized(GrammarNode first) {
    var arcs = new ArrayList<SortedMap<String, Integer>>();
    var ends = new BitSet();
    var numbers = new HashMap<Set<GrammarNode>, Integer>();
    var open = new ArrayDeque<Set<GrammarNode>>();
    ToIntFunction<Set<GrammarNode>> number =
        nodes ->
            numbers.computeIfAbsent(
                nodes,
                _ -> {
                  arcs.add(new TreeMap<>());
                  return arcs.size() - 1;
                });
    open.add(silentClosure(Set.of(first)));
    while (!open.isEmpty()) {
      var nodes = open.remove();
      int state = number.applyAsInt(nodes);
      var byWord = new TreeMap<String, Set<GrammarNode>>();
      for (var node : nodes) {
        if (node.isFinalNode()) {
          ends.set(state);
        }
        if (!isSilent(node)) {
          var after = byWord.computeIfAbsent(node.getWord().getSpelling(), _ -> new HashSet<>());
          for (GrammarArc arc : node.getSuccessors()) {
            after.add(arc.getGrammarNode());
          }
        }
      }
      for (var word : byWord.entrySet()) {
        var after = silentClosure(word.getValue());
        if (!numbers.containsKey(after)) {
          open.add(after);
        }
        arcs.get(state).put(word.getKey(), number.applyAsInt(after));
      }
    }
    return new WordGraph(arcs, ends);
  }

  /** The nodes that can be reached without a word, up to and with the next words. */
  private static Set<GrammarNode> silentClosure(Set<GrammarNode> from) {
    var reached = new HashSet<>(from);
    var open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      var node = open.remove();
      if (isSilent(node)) {
        for (GrammarArc arc : node.getSuccessors()) {
          if (reached.add(arc.getGrammarNode())) {
            open.add(arc.getGrammarNode());
          }
        }
      }
    }
    return reached;
  }

  private static boolean isSilent(GrammarNode node) {
    return node.isEmpty() || node.getWord().isFiller();
  }

  /** Partition refinement: Moore, 1956. */
  WordGraph minimized() {
    var blocks = new int[arcs.size()];
    for (int state = 0; state < blocks.length; state++) {
      blocks[state] = ends.get(state) ? 1 : 0;
    }
    for (int before = 0; ; ) {
      var numbers = new HashMap<List<Object>, Integer>();
      var refined = new int[blocks.length];
      for (int state = 0; state < blocks.length; state++) {
        var targets = new TreeMap<String, Integer>();
        for (var arc : arcs.get(state).entrySet()) {
          targets.put(arc.getKey(), blocks[arc.getValue()]);
        }
        List<Object> signature = List.of(blocks[state], targets);
        refined[state] = numbers.computeIfAbsent(signature, _ -> numbers.size());
      }
      blocks = refined;
      if (numbers.size() == before) {
        return merged(blocks, before);
      }
      before = numbers.size();
    }
  }

  /** The start is state 0 and so, numbered first, in block 0. */
  private WordGraph merged(int[] blocks, int count) {
    var mergedArcs = new ArrayList<SortedMap<String, Integer>>();
    for (int block = 0; block < count; block++) {
      mergedArcs.add(new TreeMap<>());
    }
    var mergedEnds = new BitSet();
    for (int state = 0; state < blocks.length; state++) {
      if (ends.get(state)) {
        mergedEnds.set(blocks[state]);
      }
      for (Map.Entry<String, Integer> arc : arcs.get(state).entrySet()) {
        mergedArcs.get(blocks[state]).put(arc.getKey(), blocks[arc.getValue()]);
      }
    }
    return new WordGraph(mergedArcs, mergedEnds);
  }

  int words() {
    return Math.toIntExact(arcs.stream().flatMap(a -> a.keySet().stream()).distinct().count());
  }

  @Override
  public String toString() {
    return "WordGraph[%d states, %d arcs, %d words]"
        .formatted(arcs.size(), arcs.stream().mapToInt(Map::size).sum(), words());
  }
}
