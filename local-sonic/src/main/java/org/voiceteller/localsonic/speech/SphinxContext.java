package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.decoder.Decoder;
import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleBreadthFirstSearchManager;
import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.DataBlocker;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.TimeFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One acoustic model with a decoder per grammar: what a single thread needs to recognise. Not
 * thread-safe, since the model keeps the scores of the latest frame. About 150 MB of heap; two to
 * five seconds to load.
 *
 * <p>It is the library's live configuration with three changes, each of them measured: no speech
 * classifier and marker (our {@link Endpointer} has cut the utterance already), cepstral mean
 * normalisation over the whole utterance instead of a running mean, and a decoder that starts
 * afresh with every utterance, so that one context serves any number of calls in turn.
 */
final class SphinxContext {

  private static final String MODEL = "/edu/cmu/sphinx/models/en-us/";
  private static final int SAMPLE_RATE_HZ = 16_000;

  /** Compiled grammars that are kept: the fixed ones and the lengths of digit strings in use. */
  private static final int MAX_DECODERS = 10;

  private static final int ABSOLUTE_BEAM = 20_000;
  private static final double RELATIVE_BEAM = 1e-60;
  private static final double RELATIVE_WORD_BEAM = 1e-40;

  private static final int DITHER = 14;
  private static final long DITHER_SEED = 20_260_115;

  private final StreamDataSource source =
      new StreamDataSource(SAMPLE_RATE_HZ, 3200, 16, false, true);
  private final UnitManager units = new UnitManager();
  private final Dictionary dictionary;
  private final TiedStateAcousticModel model;
  private final SimpleAcousticScorer scorer;

  private final Map<String, Decoder> decoders =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Decoder> eldest) {
          return size() > MAX_DECODERS;
        }
      };

  private SphinxContext() throws IOException {
    dictionary = dictionary(units);
    var loader =
        new Sphinx3Loader(
            Objects.requireNonNull(SphinxContext.class.getResource(MODEL + "en-us")),
            units,
            0f,
            1e-7f,
            1e-4f,
            4,
            true);
    model = new TiedStateAcousticModel(loader, units, true);
    model.allocate();
    scorer =
        new SimpleAcousticScorer(
            new FrontEnd(
                List.of(
                    source,
                    new DataBlocker(10),
                    new Preemphasizer(0.97),
                    new RaisedCosineWindower(0.46, 25.625f, 10f),
                    new DiscreteFourierTransform(-1, false),
                    new AutoCepstrum(loader),
                    new BatchCMN(),
                    new DeltasFeatureExtractor(3),
                    new FeatureTransform(loader))),
            null);
  }

  static SphinxContext load() throws IOException {
    return new SphinxContext();
  }

  /** How words sound: the model's own dictionary, and our words that it lacks. */
  static Dictionary dictionary(UnitManager units) throws IOException {
    var dictionary =
        new TextDictionary(
            Objects.requireNonNull(SphinxContext.class.getResource(MODEL + "cmudict-en-us.dict")),
            Objects.requireNonNull(SphinxContext.class.getResource(MODEL + "en-us/noisedict")),
            List.of(Objects.requireNonNull(SphinxContext.class.getResource("bank.dict"))),
            null,
            units);
    dictionary.allocate();
    return dictionary;
  }

  /** Compiles the grammar now rather than at its first utterance. */
  void prepare(SpokenGrammar grammar) throws IOException {
    var unused = decoder(grammar);
  }

  /**
   * The best sentence of the grammar as the library spells it, or empty if sounds outside of the
   * grammar explain the utterance better.
   */
  Optional<String> decode(short[] utterance, SpokenGrammar grammar) throws IOException {
    var decoder = decoder(grammar);
    var bytes = ByteBuffer.allocate(utterance.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(dithered(utterance));
    source.setInputStream(new ByteArrayInputStream(bytes.array()), TimeFrame.INFINITE);
    var words = new StringBuilder();
    for (Result result = decoder.decode(null); result != null; result = decoder.decode(null)) {
      words.append(result.getBestFinalResultNoFiller()).append(' ');
    }
    var sentence = words.toString().strip();
    return sentence.isEmpty() || sentence.contains("<unk>")
        ? Optional.empty()
        : Optional.of(sentence);
  }

  /**
   * The utterance with a faint, always equal noise (about −72 dBFS). Microphones that gate their
   * silence and digital lines send exact zeros, whose logarithm would spoil the features of the
   * whole utterance.
   */
  private static short[] dithered(short[] utterance) {
    var noise = new SplittableRandom(DITHER_SEED);
    var dithered = new short[utterance.length];
    for (int i = 0; i < utterance.length; i++) {
      int sample = utterance[i] + noise.nextInt(-DITHER, DITHER + 1);
      dithered[i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return dithered;
  }

  private Decoder decoder(SpokenGrammar grammar) throws IOException {
    var known = decoders.get(grammar.key());
    if (known != null) {
      return known;
    }
    var rules = new CompactRules(grammar.graph(dictionary), dictionary);
    var linguist = new UncountedLinguist(model, rules, units);
    var search =
        new SimpleBreadthFirstSearchManager(
            linguist,
            new SimplePruner(),
            scorer,
            new PartitionActiveListFactory(ABSOLUTE_BEAM, RELATIVE_BEAM),
            false,
            RELATIVE_WORD_BEAM,
            0,
            false);
    var decoder = new Decoder(search, false, false, List.of(), Integer.MAX_VALUE);
    decoder.allocate();
    decoders.put(grammar.key(), decoder);
    return decoder;
  }
}
