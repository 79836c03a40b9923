package org.voiceteller.localsonic.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read one after the other. What is missing, of the wrong type or
 * never asked for is refused with its full name, never with its value.
 */
final class Fields {

  private final JsonNode node;
  private final String path;
  private final Set<String> known = new HashSet<>();

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static Fields of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw ServiceException.validation(
          "Expected %s to be an object, but it is not".formatted(path));
    }
    return new Fields(node, path);
  }

  String text(String name) {
    var value = optionalText(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    var value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    return value.textValue();
  }

  int integer(String name) {
    var value = optionalInteger(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable Integer optionalInteger(String name) {
    var value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "a whole number");
    }
    return value.intValue();
  }

  @Nullable Double optionalNumber(String name) {
    var value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  boolean flag(String name, boolean otherwise) {
    var value = get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  Fields object(String name) {
    var value = optionalObject(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable Fields optionalObject(String name) {
    var value = get(name);
    return value == null ? null : of(value, path + "." + name);
  }

  List<Fields> objects(String name) {
    var value = get(name);
    if (value == null) {
      throw missing(name);
    }
    if (!value.isArray()) {
      throw wrong(name, "an array");
    }
    var objects = new ArrayList<Fields>();
    for (var element : value) {
      objects.add(of(element, "%s.%s[%d]".formatted(path, name, objects.size())));
    }
    return objects;
  }

  String path() {
    return path;
  }

  /** All was read: anything else in the object is a mistake of the client. */
  void end() {
    var names = node.fieldNames();
    while (names.hasNext()) {
      var name = names.next();
      if (!known.contains(name)) {
        throw ServiceException.validation("Unknown field %s.%s".formatted(path, name));
      }
    }
  }

  private @Nullable JsonNode get(String name) {
    known.add(name);
    var value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private ServiceException missing(String name) {
    return ServiceException.validation(
        "Expected field %s.%s, but it is missing".formatted(path, name));
  }

  private ServiceException wrong(String name, String expected) {
    return ServiceException.validation(
        "Expected %s.%s to be %s, but it is not".formatted(path, name, expected));
  }
}
