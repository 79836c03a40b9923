package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the figures of {@code docs/local-banker.md} from the data sets themselves.
 *
 * <pre>
 *   Measures FOLDER            with banking77/train.csv, clinc150/oos_train.csv, nlupp_banking/*.json
 *                              and sgd_banks/train_dialogues_banks_*.json in it
 *   Measures FOLDER mistakes   and every mistake on the half that the vocabulary was made on
 * </pre>
 */
final class Measures {

  private final Path folder;
  private final boolean mistakes;
  private final PrintStream out;

  private Measures(Path folder, boolean mistakes, PrintStream out) {
    this.folder = folder;
    this.mistakes = mistakes;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    var utf8 = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new Measures(Path.of(arguments[0]), arguments.length > 1, utf8).print();
  }

  private void print() throws IOException, NoSuchAlgorithmException {
    banking77();
    outOfScope();
    var slots = new SlotMeasures();
    print("sgd_banks", slots.sgd(json("sgd_banks", "train_dialogues_banks_")));
    print("nlupp_banking", slots.nlupp(json("nlupp_banking", "fold")));
    for (var file : FreshSentences.FILES) {
      fresh(file);
    }
  }

  private void fresh(String file) {
    var sentences = FreshSentences.of(file);
    for (var measured :
        List.of(FreshSentences.tools(sentences), FreshSentences.fields(sentences))) {
      out.printf(
          "%-60s %5d of %5d  %5.1f %%%n",
          "fresh " + file, measured.right(), measured.all(), measured.share() * 100);
      if (mistakes) {
        measured.mistakes().forEach(out::println);
      }
    }
  }

  private void banking77() throws IOException, NoSuchAlgorithmException {
    var banking = Banking77.load();
    var tuned = new ArrayList<Banking77.Query>();
    var other = new ArrayList<Banking77.Query>();
    for (var query : Banking77.queries(Files.readString(folder.resolve("banking77/train.csv")))) {
      (isTunedOn(query.text()) ? tuned : other).add(query);
    }
    for (var half : Map.of("made on", tuned, "other", other).entrySet()) {
      var understood = banking.understood(half.getValue());
      var refused = banking.refused(half.getValue());
      line("banking77 served, " + half.getKey(), understood);
      line("banking77 not served, refused, " + half.getKey(), refused);
      if (half.getKey().equals("other")) {
        perIntent(banking, half.getValue());
      }
      if (mistakes && half.getKey().equals("made on")) {
        understood.mistakes().forEach(out::println);
        refused.mistakes().forEach(out::println);
      }
    }
  }

  private void perIntent(Banking77 banking, List<Banking77.Query> queries) {
    var byIntent = new TreeMap<String, List<Banking77.Query>>();
    queries.forEach(
        query -> byIntent.computeIfAbsent(query.intent(), _ -> new ArrayList<>()).add(query));
    byIntent.forEach(
        (intent, same) -> {
          var understood = banking.understood(same);
          if (understood.all() > 0) {
            line("    " + intent, understood);
          }
        });
  }

  /** About three fifths of all, by the text alone. */
  private static boolean isTunedOn(String text) throws NoSuchAlgorithmException {
    var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Byte.toUnsignedInt(hash[0]) % 5 >= 2;
  }

  private void outOfScope() throws IOException {
    for (var file : List.of("oos_train.csv", "nonbank_val.csv")) {
      var rows = Csv.rows(Files.readString(folder.resolve("clinc150").resolve(file)));
      var taken =
          rows.stream()
              .map(List::getFirst)
              .filter(text -> !Conversation.toolWished(text).isEmpty());
      var wrong = taken.map(text -> new Banking77.Query(text, "oos")).toList();
      line(
          "clinc150 " + file + ", refused",
          new Banking77.Measured(
              rows.size() - wrong.size(),
              rows.size(),
              wrong.stream()
                  .map(query -> new Banking77.Mistake(query, Conversation.toolWished(query.text())))
                  .toList()));
      if (mistakes) {
        wrong.forEach(
            query -> out.println(query.text() + " | " + Conversation.toolWished(query.text())));
      }
    }
  }

  private void print(String name, Map<String, SlotMeasures.Tally> tallies) {
    tallies.forEach(
        (slot, tally) -> {
          out.printf(
              "%-60s %5d of %5d  %5.1f %%",
              name + " " + slot, tally.right, tally.all, tally.share() * 100);
          out.println(
              tally.without > 0
                  ? "  false alarms %d of %d".formatted(tally.falseAlarms, tally.without)
                  : "");
          if (mistakes) {
            tally.mistakes.forEach(mistake -> out.println("        " + mistake));
          }
        });
  }

  private void line(String what, Banking77.Measured measured) {
    out.printf(
        "%-60s %5d of %5d  %5.1f %%%n",
        what, measured.right(), measured.all(), measured.share() * 100);
  }

  private List<JsonNode> json(String set, String prefix) throws IOException {
    var all = new ArrayList<JsonNode>();
    try (var files = Files.list(folder.resolve(set))) {
      for (var file :
          files
              .filter(path -> path.getFileName().toString().startsWith(prefix))
              .sorted()
              .toList()) {
        SlotMeasures.tree(Files.readString(file)).forEach(all::add);
      }
    }
    return all;
  }
}
