package org.voiceteller.localsonic.dialogue;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180), a record after the other. */
final class Csv {

  private Csv() {}

  /** All records but the first, which names the columns. */
  static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var quoted = false;
    for (var at = 0; at < text.length(); at++) {
      var character = text.charAt(at);
      if (character == '"' && quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (character == '\n' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
        rows.add(List.copyOf(fields));
        fields.clear();
      } else {
        field.append(character);
      }
    }
    if (!fields.isEmpty() || !field.isEmpty()) {
      fields.add(field.toString().strip());
      rows.add(List.copyOf(fields));
    }
    return rows.subList(Math.min(1, rows.size()), rows.size());
  }
}
