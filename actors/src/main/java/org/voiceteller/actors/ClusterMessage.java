package org.voiceteller.actors;

/**
 * A command, a reply or a signal that may cross from one node to another, of another release too.
 * It has a name in a {@link org.voiceteller.actors.message.MessageCatalogue}.
 */
public interface ClusterMessage {}
