package org.voiceteller.http.message;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message's payload is made of, independent of its classes' names: each field with its path,
 * whether it may be null, its kind, and the words it may hold.
 */
record MessageShape(SortedMap<String, Part> parts) {

  /**
   * @param words the constants of an enum, or the records of a sealed interface; else none
   */
  record Part(boolean mayBeNull, String kind, Set<String> words) {}

  static MessageShape of(Class<?> message) {
    SortedMap<String, Part> parts = new TreeMap<>();
    fields(parts, "", message, List.of(message));
    return new MessageShape(parts);
  }

  /** As {@link #lines} wrote it. */
  static MessageShape parse(Collection<String> lines) {
    SortedMap<String, Part> parts = new TreeMap<>();
    for (String line : lines) {
      String[] halves = line.split(" ", 2);
      String[] kind = halves[1].split(": ", 2);
      boolean mayBeNull = halves[0].endsWith("?");
      parts.put(
          mayBeNull ? halves[0].substring(0, halves[0].length() - 1) : halves[0],
          new Part(
              mayBeNull, kind[0], kind.length < 2 ? Set.of() : Set.of(kind[1].split("\\|", -1))));
    }
    return new MessageShape(parts);
  }

  List<String> lines() {
    return parts.entrySet().stream()
        .map(
            entry -> {
              Part part = entry.getValue();
              return entry.getKey()
                  + (part.mayBeNull() ? "? " : " ")
                  + part.kind()
                  + (part.words().isEmpty()
                      ? ""
                      : ": " + part.words().stream().sorted().collect(Collectors.joining("|")));
            })
        .toList();
  }

  /**
   * Why nodes that have this shape, and nodes that have the later one, would not understand each
   * other; empty when they do.
   *
   * @param learned {@code path word} of words that the later one reads and does not send yet
   */
  List<String> objectionsTo(MessageShape later, Set<String> learned) {
    List<String> objections = new ArrayList<>();
    List<String> settled = new ArrayList<>();
    parts.forEach(
        (path, before) -> {
          Part after = later.parts.get(path);
          if (after == null) {
            objections.add("the field " + path + " is gone, and is still waited for");
          } else {
            compare(path, before, after, learned, objections, settled);
          }
        });
    later.parts.forEach(
        (path, added) -> {
          if (parts.containsKey(path) || settled.stream().anyMatch(path::startsWith)) {
            return;
          }
          settled.add(path);
          if (!added.mayBeNull()) {
            objections.add("the new field " + path + " is not sent yet, and may not be null");
          }
        });
    return objections;
  }

  private static void compare(
      String path,
      Part before,
      Part after,
      Set<String> learned,
      List<String> objections,
      List<String> settled) {
    if (!before.kind().equals(after.kind())) {
      objections.add("the field %s was %s and is %s".formatted(path, before.kind(), after.kind()));
    }
    if (after.mayBeNull() && !before.mayBeNull()) {
      objections.add("the field " + path + " may be null, which is not waited for");
    }
    for (String word : before.words()) {
      if (!after.words().contains(word)) {
        objections.add("the field %s may still hold %s".formatted(path, word));
      }
    }
    for (String word : after.words()) {
      if (!before.words().contains(word)) {
        settled.add(path + "<" + word + ">");
        if (!learned.contains(path + " " + word)) {
          objections.add("the field %s may hold %s, which nobody knows yet".formatted(path, word));
        }
      }
    }
  }

  private static void fields(
      SortedMap<String, Part> parts, String path, Class<?> type, List<Class<?>> above) {
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        put(
            parts,
            (path.isEmpty() ? "" : path + ".") + component.getName(),
            component.getGenericType(),
            isNullable(component.getAnnotatedType()),
            above);
      }
    } else {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          put(
              parts,
              (path.isEmpty() ? "" : path + ".") + field.getName(),
              field.getGenericType(),
              isNullable(field.getAnnotatedType()),
              above);
        }
      }
    }
  }

  private static boolean isNullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static void put(
      SortedMap<String, Part> parts,
      String path,
      Type type,
      boolean mayBeNull,
      List<Class<?>> above) {
    Class<?> raw = raw(type);
    if (above.contains(raw)) {
      parts.put(path, new Part(mayBeNull, "as above", Set.of()));
    } else if (raw.isEnum()) {
      parts.put(
          path,
          new Part(
              mayBeNull,
              "enum",
              words(Arrays.stream(raw.getEnumConstants()).map(each -> ((Enum<?>) each).name()))));
    } else if (Collection.class.isAssignableFrom(raw)) {
      parts.put(path, new Part(mayBeNull, "list", Set.of()));
      put(parts, path + "[]", arguments(type)[0], false, above);
    } else if (Map.class.isAssignableFrom(raw)) {
      parts.put(path, new Part(mayBeNull, "map", Set.of()));
      put(parts, path + "{key}", arguments(type)[0], false, above);
      put(parts, path + "{}", arguments(type)[1], false, above);
    } else if (!raw.getName().startsWith("org.voiceteller.")) {
      parts.put(path, new Part(mayBeNull, kind(raw), Set.of()));
    } else if (raw.isSealed()) {
      Class<?>[] permitted = raw.getPermittedSubclasses();
      parts.put(
          path,
          new Part(mayBeNull, "one of", words(Arrays.stream(permitted).map(Class::getSimpleName))));
      for (Class<?> each : permitted) {
        String word = path + "<" + each.getSimpleName() + ">";
        if (each.isSealed()) {
          put(parts, word, each, false, and(above, raw));
        } else {
          fields(parts, word, each, and(above, raw));
        }
      }
    } else {
      parts.put(path, new Part(mayBeNull, "object", Set.of()));
      fields(parts, path, raw, and(above, raw));
    }
  }

  private static Set<String> words(Stream<String> words) {
    return words.collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Class<?>> and(List<Class<?>> above, Class<?> type) {
    List<Class<?>> longer = new ArrayList<>(above);
    longer.add(type);
    return longer;
  }

  private static String kind(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Integer" -> "int";
      case "Long" -> "long";
      case "Boolean" -> "boolean";
      case "Double" -> "double";
      default -> type.getSimpleName();
    };
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      default -> throw new IllegalArgumentException("Expected a class, but got " + type);
    };
  }

  private static Type[] arguments(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments();
  }
}
