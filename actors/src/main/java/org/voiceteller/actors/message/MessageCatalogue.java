package org.voiceteller.actors.message;

import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.ClusterMessage;

/**
 * The names under which messages cross from node to node: {@code whose.what.version}, with {@code
 * reply} in it for answers. A name stands for one shape, to which fields may be added that can be
 * null; a message that changes otherwise becomes another message under its next version, beside the
 * one before for as long as nodes of the last release may send that.
 */
public final class MessageCatalogue {

  /** The name of a message. */
  public record Named(String name, Class<? extends ClusterMessage> message) {}

  private final List<Named> all;
  private final Map<String, Class<? extends ClusterMessage>> messageByName = new HashMap<>();
  private final Map<Class<?>, String> nameByMessage = new HashMap<>();

  /**
   * @throws IllegalStateException when a name stands for two messages, or a message has two names
   */
  public MessageCatalogue(List<Named> all) {
    this.all = List.copyOf(all);
    for (Named named : all) {
      unique(named.name(), messageByName.putIfAbsent(named.name(), named.message()));
      unique(named.message().getName(), nameByMessage.putIfAbsent(named.message(), named.name()));
    }
  }

  public static Named name(String name, Class<? extends ClusterMessage> message) {
    return new Named(name, message);
  }

  /** In the order of the catalogue. */
  public List<Named> all() {
    return all;
  }

  /**
   * @throws IllegalArgumentException when the message has no name, and so is not one for other
   *     nodes
   */
  String nameOf(Object message) {
    String name = nameByMessage.get(message.getClass());
    if (name == null) {
      throw new IllegalArgumentException(
          "Expected a message that has a name, but got a " + message.getClass().getName());
    }
    return name;
  }

  /**
   * @throws NotSerializableException when there is no such name here
   */
  Class<? extends ClusterMessage> messageOf(String name) throws NotSerializableException {
    Class<? extends ClusterMessage> message = messageByName.get(name);
    if (message == null) {
      throw new NotSerializableException(
          "Expected a message that this version knows, but got '"
              + name
              + "'. Was it sent by a node of a newer version of Voice Teller?");
    }
    return message;
  }

  private static void unique(String what, @Nullable Object before) {
    if (before != null) {
      throw new IllegalStateException("Expected " + what + " once, but it stands twice");
    }
  }
}
