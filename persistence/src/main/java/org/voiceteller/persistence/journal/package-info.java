/**
 * What the journal keeps and how. Every event has a name of our own ({@code account.posted.v1})
 * that outlives classes and packages; the names stand in one {@link
 * org.voiceteller.persistence.journal.EventCatalogue}, the payloads are JSON, and an old version is
 * lifted to the present one while it is read. {@code reference.conf} binds the serializer and sets
 * up the Cassandra journal.
 */
@NullMarked
package org.voiceteller.persistence.journal;

import org.jspecify.annotations.NullMarked;
