/**
 * From the journal into the tables. One projection follows each slice of each family of events, at
 * least once: after a crash some events come again, and so every write states which event it comes
 * from and is refused by the table when that event, or a later one, is already in it. When DynamoDB
 * is lost the projections wait and catch up; calls go on meanwhile. {@link
 * org.voiceteller.persistence.projection.TableRebuild} makes the tables anew from the journal.
 */
@NullMarked
package org.voiceteller.persistence.projection;

import org.jspecify.annotations.NullMarked;
