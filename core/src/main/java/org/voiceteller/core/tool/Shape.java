package org.voiceteller.core.tool;

import org.jspecify.annotations.Nullable;

/** The shape that a text field must have beyond being a text. */
final class Shape {

  private Shape() {}

  static void check(String pattern, @Nullable String value) {
    if (value != null && !value.matches(pattern)) {
      throw new IllegalArgumentException("Expected a text of the form " + pattern);
    }
  }
}
