package org.voiceteller.localsonic.speech;

import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Objects;
import org.voiceteller.localsonic.dialogue.Expectation;

/**
 * What a caller can say in one state of the dialogue. The fixed grammars lie as JSGF files beside
 * this class; strings of digits are built for their length.
 *
 * <p>JSGF: <a href="https://www.w3.org/TR/jsgf/">W3C note of 5 June 2000</a>.
 */
sealed interface SpokenGrammar {

  /** A file {@code NAME.gram} beside this class. */
  record Jsgf(String name) implements SpokenGrammar {}

  /** From {@code atLeast} to {@code atMost} digits one by one, or a way out of it. */
  record DigitString(int atLeast, int atMost) implements SpokenGrammar {}

  static SpokenGrammar of(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Wish() -> new Jsgf("wish");
      case Expectation.Digits(int atLeast, int atMost) -> new DigitString(atLeast, atMost);
      case Expectation.Amount() -> new Jsgf("amount");
      case Expectation.YesOrNo() -> new Jsgf("yesorno");
      case Expectation.Name() -> new Jsgf("name");
    };
  }

  /** The same for grammars that accept the same sentences. */
  default String key() {
    return switch (this) {
      case Jsgf(var name) -> name;
      case DigitString(int atLeast, int atMost) -> "digits-" + atLeast + "-" + atMost;
    };
  }

  /** All its sentences. The dictionary is needed to read a file, which drops unknown words. */
  default WordGraph graph(Dictionary dictionary) throws IOException {
    return switch (this) {
      case Jsgf(var name) -> {
        var file = new JSGFGrammar(folder(name), name, false, false, false, false, dictionary);
        file.allocate();
        yield WordGraph.of(file.getInitialNode());
      }
      case DigitString(int atLeast, int atMost) -> DigitStrings.graph(atLeast, atMost);
    };
  }

  private static URL folder(String name) {
    var file = Objects.requireNonNull(SpokenGrammar.class.getResource(name + ".gram")).toString();
    try {
      return URI.create(file.substring(0, file.lastIndexOf('/'))).toURL();
    } catch (MalformedURLException notAnUrl) {
      throw new IllegalStateException("Expected a class path of URLs, but found " + file, notAnUrl);
    }
  }
}
