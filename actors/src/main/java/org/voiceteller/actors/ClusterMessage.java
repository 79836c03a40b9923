package org.voiceteller.actors;

/**
 * A command, a reply or a signal that may cross from one node to another. Bound to Jackson's CBOR
 * serializer; an entity's state is one as well where snapshots of it are kept.
 */
public interface ClusterMessage {}
